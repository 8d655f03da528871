-- kind: postgresql.Schema
-- scope: database
-- id: {name}
-- what: user schemas, who may use them and create in them, and how many of their functions PUBLIC may call
-- needs: nothing beyond a connection
WITH own AS (
  SELECT p.pronamespace, pg_catalog.count(*) AS functions,
         pg_catalog.count(*) FILTER (WHERE open.to_public) AS public_functions,
         (pg_catalog.array_agg(p.proname::text ORDER BY p.proname) FILTER (WHERE open.to_public))[1:20] AS sample
  FROM pg_catalog.pg_proc p
  LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype = 'e'
  CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) x WHERE x.grantee = 0) AS to_public) open
  -- Trigger functions cannot be called; those that run as their owner are postgresql.Function's.
  WHERE e.objid IS NULL AND NOT p.prosecdef AND p.prorettype NOT IN ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
  GROUP BY p.pronamespace)
SELECT n.nspname::text AS name, pg_catalog.pg_get_userbyid(n.nspowner)::text AS owner,
       n.nspowner = 10 AS owner_bootstrap, coalesce(o.rolsuper, false) AS owner_superuser,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) x WHERE x.grantee = 0 AND x.privilege_type = 'USAGE') AS public_usage,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) x WHERE x.grantee = 0 AND x.privilege_type = 'CREATE') AS public_create,
       coalesce((SELECT pg_catalog.array_agg(DISTINCT r.rolname::text) FROM pg_catalog.aclexplode(n.nspacl) x JOIN pg_catalog.pg_roles r ON r.oid = x.grantee
                 WHERE x.privilege_type = 'CREATE' AND x.grantee <> n.nspowner), '{}') AS create_grantees,
       EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND e.objid = n.oid AND e.deptype = 'e') AS from_extension,
       coalesce(own.functions, 0) AS functions, coalesce(own.public_functions, 0) AS public_functions, coalesce(own.sample, '{}') AS public_functions_sample
FROM pg_catalog.pg_namespace n LEFT JOIN own ON own.pronamespace = n.oid LEFT JOIN pg_catalog.pg_roles o ON o.oid = n.nspowner
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1
