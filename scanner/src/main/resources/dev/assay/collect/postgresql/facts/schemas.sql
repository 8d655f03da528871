-- kind: postgresql.Schema
-- scope: database
-- id: {name}
-- what: user schemas, and who may use them and create in them
-- needs: nothing beyond a connection
SELECT n.nspname::text AS name, pg_catalog.pg_get_userbyid(n.nspowner)::text AS owner,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) x WHERE x.grantee = 0 AND x.privilege_type = 'USAGE') AS public_usage,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) x WHERE x.grantee = 0 AND x.privilege_type = 'CREATE') AS public_create,
       coalesce((SELECT pg_catalog.array_agg(DISTINCT r.rolname::text) FROM pg_catalog.aclexplode(n.nspacl) x JOIN pg_catalog.pg_roles r ON r.oid = x.grantee
                 WHERE x.privilege_type = 'CREATE' AND x.grantee <> n.nspowner), '{}') AS create_grantees,
       EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid AND e.deptype = 'e') AS from_extension
FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1
