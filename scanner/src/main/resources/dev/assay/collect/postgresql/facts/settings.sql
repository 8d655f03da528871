-- kind: postgresql.Settings
-- scope: server
-- id: -/settings
-- pivot: name
-- what: every parameter this role may see; values that are or may hold secrets are left out
-- needs: pg_read_all_settings (in pg_monitor)
-- remedy: GRANT pg_read_all_settings TO {role};
WITH
visible AS (
  SELECT s.name, s.setting, s.reset_val, s.boot_val, s.unit, s.vartype, s.source, s.context, s.pending_restart
  FROM pg_catalog.pg_settings s
  -- Parameters of the user's own (app.tenant, …) may hold anything, and are no matter of configuration.
  WHERE s.category <> 'Customized Options'
     OR s.name ~ '^(alloydb|anon|auth_delay|auto_explain|azure|cloudsql|credcheck|cron|google_[a-z_]+|hnsw|ivfflat|parameterized_views|password|passwordcheck|perfsnap|pg_hint_plan|pg_stat_statements|pgaudit|pgcrypto|pglogical|plpgsql|rds|scann|set_user|sepgsql)\.'),
-- Parameters of modules that are answered although pg_settings does not list them, as AlloyDB's.
unlisted AS (
  SELECT x.name, pg_catalog.current_setting(x.name, true) AS setting
  FROM pg_catalog.unnest(ARRAY[
    'alloydb.ai_nl_enabled', 'alloydb.enable_auto_explain', 'alloydb.enable_pg_bigm', 'alloydb.enable_pg_cron', 'alloydb.enable_pg_hint_plan',
    'alloydb.enable_pg_squeeze', 'alloydb.enable_pg_wait_sampling', 'alloydb.enable_pgaudit', 'alloydb.enable_pglogical', 'alloydb.iam_authentication',
    'alloydb.log_throttling_window', 'alloydb.logical_decoding', 'alloydb.pg_shadow_select_role', 'alloydb.promote_cancel_to_terminate',
    'cloudsql.enable_anon', 'cloudsql.enable_auto_explain', 'cloudsql.enable_pg_cron', 'cloudsql.enable_pgaudit', 'cloudsql.iam_authentication', 'cloudsql.logical_decoding',
    'google_columnar_engine.enable_auto_columnarization', 'google_columnar_engine.enable_columnar_scan', 'google_columnar_engine.enabled', 'google_columnar_engine.memory_size_in_mb',
    'google_columnar_engine.refresh_threshold_percentage', 'google_columnar_engine.relations',
    'google_db_advisor.enable_auto_advisor', 'google_db_advisor.enabled', 'google_ml_integration.enable_model_support', 'google_plan_management.enabled',
    'parameterized_views.enabled',
    'password.enforce_complexity', 'password.enforce_expiration', 'password.enforce_password_does_not_contain_username', 'password.expiration_in_days', 'password.min_pass_length',
    'password.min_lowercase_letters', 'password.min_numerical_chars', 'password.min_special_chars', 'password.min_uppercase_letters', 'password.notify_expiration_in_days',
    'perfsnap.interval', 'perfsnap.retention', 'scann.enable_preview_features',
    'pgaudit.log', 'pgaudit.log_catalog', 'pgaudit.log_client', 'pgaudit.log_level', 'pgaudit.log_parameter', 'pgaudit.log_relation', 'pgaudit.log_rows', 'pgaudit.log_statement',
    'pgaudit.log_statement_once', 'pgaudit.role']) x(name)
  WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_settings s WHERE s.name = x.name)
    AND pg_catalog.current_setting(x.name, true) IS NOT NULL),
listed AS (
  SELECT v.*, (v.vartype = 'string' AND (
           v.name IN ('archive_cleanup_command', 'archive_command', 'cron.host', 'krb_server_keyfile', 'primary_conninfo', 'recovery_end_command', 'restore_command', 'ssl_passphrase_command')
           OR v.name !~ '^password\.' AND v.name ~* '(passw|secret|passphrase|salt|token|credential|conninfo)')) AS redacted
  FROM visible v)
-- What this session set for itself (source "session") or its driver at connecting ("client") says
-- nothing of the server; the reset value of the former does.
SELECT l.name,
       CASE WHEN NOT l.redacted AND l.source NOT IN ('session', 'client') THEN l.setting END AS value,
       CASE WHEN NOT l.redacted AND l.source <> 'client' THEN l.reset_val END AS reset_val,
       CASE WHEN NOT l.redacted THEN l.boot_val END AS boot_val,
       CASE WHEN l.vartype = 'string' AND l.source <> 'client' THEN coalesce(l.reset_val, '') <> '' END AS is_set,
       CASE WHEN l.redacted THEN true END AS redacted,
       l.unit, l.vartype,
       CASE WHEN l.source <> 'session' THEN l.source END AS source,
       l.context, l.pending_restart,
       true AS listed, NULL AS _gap
FROM listed l
UNION ALL
SELECT u.name, u.setting, u.setting, NULL, u.setting <> '', NULL, NULL, 'string', NULL, NULL, NULL, false, NULL
FROM unlisted u
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       'denied:restricted ' || (
         SELECT pg_catalog.string_agg(x.name, ', ' ORDER BY x.name)
         FROM pg_catalog.unnest(ARRAY[
           'config_file', 'data_directory', 'dynamic_library_path', 'external_pid_file', 'hba_file', 'ident_file', 'jit_provider', 'krb_server_keyfile', 'log_directory', 'log_filename',
           'primary_conninfo', 'session_preload_libraries', 'shared_preload_libraries', 'ssl_ciphers', 'ssl_dh_params_file', 'ssl_max_protocol_version', 'ssl_min_protocol_version',
           'ssl_passphrase_command', 'unix_socket_directories']) x(name)) || ', and what else only superusers see'
WHERE NOT pg_catalog.pg_has_role(current_user, 'pg_read_all_settings', 'USAGE')
ORDER BY 1
