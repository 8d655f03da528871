-- kind: postgresql.SettingOverride
-- scope: server
-- id: -/overrides/{role}/{database}/{name}
-- what: what ALTER ROLE and ALTER DATABASE … SET give to new sessions; values that are or may hold secrets are left out
-- needs: nothing beyond a connection
WITH
override AS (
  SELECT coalesce(r.rolname::text, '') AS role, coalesce(d.datname::text, '') AS database,
         pg_catalog.split_part(c.pair, '=', 1) AS name, pg_catalog.substr(c.pair, pg_catalog.strpos(c.pair, '=') + 1) AS value
  FROM pg_catalog.pg_db_role_setting s
  LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
  CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) c(pair)),
judged AS (
  SELECT o.*, (o.name ~* '(passw|secret|passphrase|salt|token|credential|conninfo|private_?key|api_?key)') AS looks_secret,
         -- Parameters of the user's own (app.tenant, …) may hold anything.
         (o.name LIKE '%.%' AND o.name !~ '^(alloydb|anon|auth_delay|auto_explain|azure|cloudsql|credcheck|cron|google_[a-z_]+|hnsw|ivfflat|parameterized_views|perfsnap|pg_hint_plan|pg_stat_statements|pgaudit|pgcrypto|pglogical|plpgsql|rds|scann|set_user|sepgsql)\.') AS custom
  FROM override o)
SELECT j.role, j.database, j.name, j.looks_secret,
       CASE WHEN NOT j.looks_secret AND NOT j.custom THEN pg_catalog.left(j.value, 200) END AS value,
       CASE WHEN j.looks_secret OR j.custom THEN true END AS redacted
FROM judged j
ORDER BY 1, 2, 3
