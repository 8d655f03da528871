-- kind: postgresql.StatementStatistics
-- scope: database
-- id: -/statementStatistics
-- extension: pg_stat_statements >= 1.9
-- when: pg_catalog.current_setting('pg_stat_statements.max', true) IS NOT NULL
-- otherwise: pg_stat_statements is not loaded
-- what: how long pg_stat_statements has been counting, and how often it had to forget
-- needs: nothing beyond a connection
SELECT i.dealloc AS evictions, pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - i.stats_reset))::bigint AS stats_age_s
FROM {extension_schema}.pg_stat_statements_info i
