-- kind: postgresql.Extension
-- scope: database
-- id: -/extensions/{name}
-- what: installed extensions, and the version that this server would install
-- needs: nothing beyond a connection
SELECT e.extname::text AS name, e.extversion AS version, a.default_version, n.nspname::text AS schema, pg_catalog.pg_get_userbyid(e.extowner)::text AS owner,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) x WHERE x.grantee = 0 AND x.privilege_type = 'CREATE') AS schema_public_create
FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_catalog.pg_available_extensions() a ON a.name = e.extname
ORDER BY 1
