-- kind: postgresql.Server
-- scope: server
-- id:
-- what: version, provider, recovery state, and what the scanning role may see
-- needs: nothing beyond a connection
WITH
prefixes(provider, setting_prefix, marker_role, bootstrap_role, probes) AS (VALUES
  ('alloydb', '^(alloydb|google_columnar_engine|google_ml_integration|google_db_advisor)\.', 'alloydbsuperuser', 'alloydbadmin',
   ARRAY['alloydb.iam_authentication', 'alloydb.enable_pgaudit', 'google_columnar_engine.enabled', 'google_db_advisor.enabled']),
  ('cloudsql', '^cloudsql\.', 'cloudsqlsuperuser', 'cloudsqladmin',
   ARRAY['cloudsql.iam_authentication', 'cloudsql.enable_pgaudit', 'cloudsql.logical_decoding', 'cloudsql.supported_extensions']),
  ('rds', '^rds\.', 'rds_superuser', 'rdsadmin',
   ARRAY['rds.extensions', 'rds.force_ssl', 'rds.superuser_variables']),
  ('azure', '^azure\.', 'azure_pg_admin', 'azuresu',
   ARRAY['azure.extensions', 'azure.accepted_password_auth_method'])),
-- A role's name proves nothing: anyone with CREATEROLE can make one. Modules of the provider do.
evidence AS (
  SELECT p.provider, e.strength, e.what
  FROM prefixes p CROSS JOIN LATERAL (
    SELECT 2 AS strength, 'setting ' || pg_catalog.min(s.name) AS what
      FROM pg_catalog.pg_settings s WHERE s.name ~ p.setting_prefix HAVING pg_catalog.count(*) > 0
    UNION ALL
    SELECT 2, 'bootstrap role ' || r.rolname
      FROM pg_catalog.pg_roles r WHERE r.oid = 10 AND r.rolname = p.bootstrap_role
    UNION ALL
    SELECT 1, 'setting ' || pg_catalog.min(x.name)
      FROM pg_catalog.unnest(p.probes) x(name)
      WHERE pg_catalog.current_setting(x.name, true) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_settings s WHERE s.name = x.name)
      HAVING pg_catalog.count(*) > 0
    UNION ALL
    SELECT 1, 'role ' || r.rolname FROM pg_catalog.pg_roles r WHERE r.rolname = p.marker_role
  ) e),
provider AS (
  SELECT e.provider FROM evidence e GROUP BY e.provider HAVING pg_catalog.sum(e.strength) >= 2
  -- AlloyDB before Cloud SQL: it keeps some of the latter's names.
  ORDER BY pg_catalog.sum(e.strength) DESC, e.provider LIMIT 1)
SELECT pg_catalog.current_setting('server_version_num')::int AS version_num,
       pg_catalog.current_setting('server_version_num')::int / 10000 AS major,
       pg_catalog.current_setting('server_version') AS version,
       pg_catalog.left(pg_catalog.version(), 160) AS version_text,
       coalesce((SELECT p.provider FROM provider p), 'postgresql') AS provider,
       coalesce((SELECT pg_catalog.array_agg(e.what ORDER BY e.strength DESC, e.what) FROM evidence e), '{}') AS provider_evidence,
       pg_catalog.pg_is_in_recovery() AS in_recovery,
       session_user::text AS scan_role,
       (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) AS is_superuser,
       pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE') AS has_pg_monitor,
       pg_catalog.pg_has_role(current_user, 'pg_read_all_settings', 'USAGE') AS has_read_all_settings,
       pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS has_read_all_stats,
       coalesce((SELECT pg_catalog.pg_has_role(current_user, r.oid, 'USAGE') FROM pg_catalog.pg_roles r WHERE r.rolname = 'pg_read_all_data'), false) AS has_read_all_data,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_postmaster_start_time()))::bigint AS uptime_s,
       -- Counters are emptied by a reset, and by a crash, which also restarts those of the server as a whole.
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - greatest(
         (SELECT d.stats_reset FROM pg_catalog.pg_stat_database d WHERE d.datname = pg_catalog.current_database()),
         least((SELECT b.stats_reset FROM pg_catalog.pg_stat_bgwriter b), (SELECT a.stats_reset FROM pg_catalog.pg_stat_archiver a)))))::bigint AS stats_age_s,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_conf_load_time()))::bigint AS configuration_age_s,
       coalesce((SELECT s.ssl FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_catalog.pg_backend_pid()), false) AS scan_session_ssl,
       coalesce(NOT pg_catalog.inet_client_addr() <<= '127.0.0.0/8' AND pg_catalog.inet_client_addr() <> '::1', false) AS scan_session_remote,
       pg_catalog.current_setting('block_size')::int AS block_size
