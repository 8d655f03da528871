-- kind: postgresql.Checkpoints
-- scope: server
-- id: -/checkpoints
-- what: how many checkpoints came by time and how many by the amount of WAL
-- needs: nothing beyond a connection
SELECT b.checkpoints_timed AS timed, b.checkpoints_req AS requested,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - b.stats_reset))::bigint AS stats_age_s
FROM pg_catalog.pg_stat_bgwriter b
