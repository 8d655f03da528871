-- kind: postgresql.Tablespace
-- scope: server
-- id: -/tablespaces/{name}
-- provider: postgresql
-- what: tablespaces beside the two that initdb makes; where they lie is not told, only whether inside the data directory
-- needs: pg_read_all_settings (in pg_monitor)
-- remedy: GRANT pg_read_all_settings TO {role};
SELECT t.spcname::text AS name, pg_catalog.pg_get_userbyid(t.spcowner)::text AS owner,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(t.spcacl) x WHERE x.grantee = 0) AS public_create,
       -- One that was made in place has a relative location.
       CASE WHEN seen.directory THEN location.path NOT LIKE '/%' OR pg_catalog.starts_with(location.path, pg_catalog.current_setting('data_directory') || '/') END AS inside_data_directory,
       CASE WHEN NOT seen.directory THEN 'denied:inside_data_directory' END AS _gap
FROM pg_catalog.pg_tablespace t
CROSS JOIN LATERAL (SELECT pg_catalog.pg_tablespace_location(t.oid) AS path) location
CROSS JOIN (SELECT pg_catalog.pg_has_role(current_user, 'pg_read_all_settings', 'USAGE') AS directory) seen
WHERE t.spcname NOT IN ('pg_default', 'pg_global')
ORDER BY 1
