-- kind: postgresql.Replication
-- scope: server
-- id: -/replication/{role}/{application}
-- what: standbys and subscribers that are attached, by role and application; no addresses
-- needs: pg_read_all_stats (in pg_monitor)
-- remedy: GRANT pg_read_all_stats TO {role};
WITH here AS (
  SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_lsn() END AS lsn),
sender AS (
  SELECT coalesce(r.usename::text, '') AS role, CASE WHEN r.application_name ~* '(passw|secret|token|credential|api_?key|://[^/]*@)' THEN 'hidden: it may hold a secret' ELSE pg_catalog.left(r.application_name, 64) END AS application, r.state, r.sync_state,
         pg_catalog.pg_wal_lsn_diff(here.lsn, r.replay_lsn)::bigint AS lag_bytes,
         pg_catalog.floor(extract(epoch FROM r.replay_lag))::bigint AS lag_s,
         (r.client_addr IS NOT NULL AND NOT r.client_addr <<= '127.0.0.0/8' AND r.client_addr <> '::1') AS remote,
         coalesce(s.ssl, false) AS ssl, coalesce(u.rolsuper, false) AS superuser, coalesce(sl.slot_type = 'logical', false) AS logical,
         (r.state IS NULL) AS masked
  FROM pg_catalog.pg_stat_replication r CROSS JOIN here
  LEFT JOIN pg_catalog.pg_stat_ssl s ON s.pid = r.pid
  LEFT JOIN pg_catalog.pg_roles u ON u.oid = r.usesysid
  LEFT JOIN pg_catalog.pg_replication_slots sl ON sl.active_pid = r.pid)
SELECT s.role, coalesce(s.application, '') AS application, pg_catalog.count(*) AS senders,
       pg_catalog.bool_or(s.superuser) AS superuser, pg_catalog.bool_and(s.logical) AS logical,
       CASE WHEN NOT pg_catalog.bool_or(s.masked) THEN pg_catalog.count(*) FILTER (WHERE s.state = 'streaming') END AS streaming,
       CASE WHEN NOT pg_catalog.bool_or(s.masked) THEN pg_catalog.count(*) FILTER (WHERE s.sync_state IN ('sync', 'quorum')) END AS synchronous,
       CASE WHEN NOT pg_catalog.bool_or(s.masked) THEN pg_catalog.count(*) FILTER (WHERE s.remote) END AS remote,
       CASE WHEN NOT pg_catalog.bool_or(s.masked) THEN pg_catalog.count(*) FILTER (WHERE s.remote AND NOT s.ssl) END AS remote_plaintext,
       -- A base backup replays nothing, and who is idle has no lag in time.
       CASE WHEN NOT pg_catalog.bool_or(s.masked) THEN coalesce(pg_catalog.max(s.lag_bytes), 0) END AS lag_bytes,
       CASE WHEN NOT pg_catalog.bool_or(s.masked) THEN coalesce(pg_catalog.max(s.lag_s), 0) END AS lag_s,
       CASE WHEN pg_catalog.bool_or(s.masked) THEN 'denied' END AS _gap
FROM sender s GROUP BY 1, 2 ORDER BY 1, 2
