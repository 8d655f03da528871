-- kind: postgresql.RetentionColumn
-- scope: database
-- id: {schema}/{table}/retention/{column}
-- parent: {schema}/{table}
-- cost: large
-- what: how old the oldest row is of tables that are named like logs, audits, sessions or queues: from the bounds of the planner's histogram, so that no table is read. The true age may be greater, as statistics are a sample and as old as the last ANALYZE
-- needs: SELECT on the tables, or pg_read_all_data
-- remedy: GRANT pg_read_all_data TO {role};
WITH
candidate AS MATERIALIZED (
  SELECT c.oid, n.nspname, c.relname, c.relkind, a.attname, greatest(c.reltuples, pg_catalog.pg_stat_get_live_tuples(c.oid))::bigint AS est_rows,
         pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') AS readable, pg_catalog.row_security_active(c.oid) AS row_security
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND a.atttypid IN ('pg_catalog.timestamp'::pg_catalog.regtype, 'pg_catalog.timestamptz'::pg_catalog.regtype, 'pg_catalog.date'::pg_catalog.regtype)
    AND c.relname ~* '(audit|_log$|_logs$|^logs?$|event|history|session|token|otp|outbox|queue|notification|login_attempt)'
    AND a.attname ~* '^(created_at|created|event_time|event_at|occurred_at|logged_at|log_time|at|ts|timestamp|expires_at|expires|expiry|changed_at|last_seen_at)$'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')),
-- Materialised, so that no other column's bounds are ever taken for points in time.
stats AS MATERIALIZED (
  SELECT c.oid, c.attname, s.histogram_bounds::text AS bounds, s.most_common_vals::text AS common
  FROM candidate c JOIN pg_catalog.pg_stats s ON s.schemaname = c.nspname AND s.tablename = c.relname AND s.attname = c.attname AND s.inherited = (c.relkind = 'p')
  WHERE c.readable AND NOT c.row_security),
oldest AS (
  SELECT s.oid, s.attname, least((s.bounds::text[])[1]::timestamptz, (SELECT pg_catalog.min(m::timestamptz) FROM pg_catalog.unnest(s.common::text[]) m)) AS at FROM stats s)
SELECT c.nspname::text AS schema, c.relname::text AS "table", c.attname::text AS "column", (c.attname ~* 'expir') AS is_expiry, (c.relkind = 'p') AS partitioned, c.row_security, c.est_rows,
       CASE WHEN pg_catalog.isfinite(o.at) THEN pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - o.at))::bigint END AS oldest_age_s,
       CASE WHEN NOT c.readable AND NOT c.row_security THEN 'denied:oldest_age_s' END AS _gap
FROM candidate c LEFT JOIN oldest o ON o.oid = c.oid AND o.attname = c.attname
