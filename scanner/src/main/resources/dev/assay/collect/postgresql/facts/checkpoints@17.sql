-- kind: postgresql.Checkpoints
-- scope: server
-- id: -/checkpoints
-- what: how many checkpoints came by time and how many by the amount of WAL; from 17 on in a view of their own
-- needs: nothing beyond a connection
SELECT c.num_timed AS timed, c.num_requested AS requested,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - c.stats_reset))::bigint AS stats_age_s
FROM pg_catalog.pg_stat_checkpointer c
