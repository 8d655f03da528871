-- kind: postgresql.Statement
-- scope: database
-- id: -/statements/{queryid}:{role}
-- extension: pg_stat_statements >= 1.8
-- when: pg_catalog.current_setting('pg_stat_statements.max', true) IS NOT NULL
-- otherwise: pg_stat_statements is not loaded
-- what: what pg_stat_statements counts in this database, by statement and role; of the text no more than its verb, since utility statements keep their literals
-- needs: pg_read_all_stats (in pg_monitor)
-- readable: pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
-- remedy: GRANT pg_read_all_stats TO {role};
SELECT s.queryid::text AS queryid, coalesce(r.rolname::text, s.userid::text) AS role,
       coalesce(pg_catalog.upper(pg_catalog.min(pg_catalog.substring(pg_catalog.ltrim(s.query), '^[A-Za-z]+'))), '') AS verb,
       pg_catalog.sum(s.calls)::bigint AS calls, pg_catalog.round(pg_catalog.sum(s.total_exec_time)::numeric, 1) AS total_ms,
       pg_catalog.round((pg_catalog.sum(s.total_exec_time) / greatest(pg_catalog.sum(s.calls), 1))::numeric, 2) AS mean_ms,
       pg_catalog.round(pg_catalog.max(s.max_exec_time)::numeric, 1) AS max_ms, pg_catalog.sum(s.rows)::bigint AS rows,
       pg_catalog.sum(s.shared_blks_hit)::bigint AS shared_blks_hit, pg_catalog.sum(s.shared_blks_read)::bigint AS shared_blks_read,
       pg_catalog.sum(s.temp_blks_written)::bigint AS temp_blks_written,
       pg_catalog.bool_or(s.query ~* '\mpassword\M\s+''[^'']') AS literal_password
FROM {extension_schema}.pg_stat_statements s LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.userid
WHERE s.dbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) AND s.queryid IS NOT NULL
GROUP BY s.queryid, s.userid, r.rolname ORDER BY 1, 2
