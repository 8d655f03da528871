-- kind: postgresql.Standby
-- scope: server
-- id: -/standby
-- when: pg_catalog.pg_is_in_recovery()
-- otherwise: the server is a primary
-- what: how far a standby is behind what it received; the connection string is never read
-- needs: pg_read_all_stats (in pg_monitor)
-- remedy: GRANT pg_read_all_stats TO {role};
SELECT coalesce(pg_catalog.pg_wal_lsn_diff(lsn.received, lsn.replayed)::bigint, 0) AS lag_bytes,
       -- An idle primary sends nothing, so that the last replayed transaction grows old on a standby that has caught up.
       CASE WHEN lsn.replayed >= lsn.received THEN 0
            ELSE pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp()))::bigint END AS lag_s,
       pg_catalog.pg_is_wal_replay_paused() AS replay_paused,
       (SELECT w.status FROM pg_catalog.pg_stat_wal_receiver w LIMIT 1) AS receiver_status,
       CASE WHEN NOT pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') THEN 'denied:receiver_status' END AS _gap
FROM (SELECT pg_catalog.pg_last_wal_receive_lsn() AS received, pg_catalog.pg_last_wal_replay_lsn() AS replayed) lsn
