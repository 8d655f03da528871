-- kind: postgresql.ReplicationSlot
-- scope: server
-- id: -/slots/{name}
-- what: replication slots and the WAL that they keep; from 17 on since when unused, and what a standby keeps for a failover
-- needs: nothing beyond a connection
SELECT s.slot_name::text AS name, s.slot_type AS type, coalesce(s.plugin::text, '') AS plugin, coalesce(s.database::text, '') AS database, s.temporary, s.active,
       coalesce(pg_catalog.pg_wal_lsn_diff(here.lsn, s.restart_lsn)::bigint, 0) AS retained_bytes,
       coalesce(s.wal_status, '') AS wal_status,
       coalesce(pg_catalog.age(s.xmin), 0) AS xmin_age, coalesce(pg_catalog.age(s.catalog_xmin), 0) AS catalog_xmin_age,
       coalesce(pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - s.inactive_since))::bigint, 0) AS inactive_s,
       coalesce(s.invalidation_reason, '') AS invalidation_reason, s.failover, s.synced
FROM pg_catalog.pg_replication_slots s
-- The position of the server: a standby has no current one.
CROSS JOIN (
  SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_lsn() END AS lsn) here
ORDER BY 1
