-- kind: postgresql.CronJob
-- scope: database
-- id: -/cronJobs/{id}
-- extension: pg_cron
-- what: jobs of pg_cron, which is installed in one database of the server; of their commands no more than what kind they are
-- needs: USAGE on schema cron, SELECT on cron.job, and to be a superuser or exempt from row-level security, since others see their own jobs only
-- readable: pg_catalog.has_schema_privilege('cron', 'USAGE') AND pg_catalog.has_table_privilege('cron.job', 'SELECT') AND NOT pg_catalog.row_security_active('cron.job')
-- remedy: GRANT USAGE ON SCHEMA cron TO {role}; GRANT SELECT ON cron.job TO {role}; ALTER ROLE {role} BYPASSRLS;
SELECT j.jobid::text AS id, j.schedule::text AS schedule, j.database::text AS database, j.username::text AS role, j.active,
       (r.rolsuper IS TRUE) AS runs_as_superuser, r.rolsuper IS NULL AS role_missing,
       (j.command ~* '\m(delete|truncate|drop\s+table|drop_chunks|detach|prune|purge|partman|run_maintenance)') AS looks_like_purge,
       (j.command ~* '\mvacuum\M') AS looks_like_vacuum
FROM cron.job j LEFT JOIN pg_catalog.pg_roles r ON r.rolname = j.username
ORDER BY 1
