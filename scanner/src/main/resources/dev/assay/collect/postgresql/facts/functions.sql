-- kind: postgresql.Function
-- scope: database
-- id: {schema}/functions/{name}({args_md5})
-- parent: {schema}
-- null: search_path
-- limit: 50000
-- what: functions with a property that matters to security; their source never leaves the server
-- needs: nothing beyond a connection
SELECT n.nspname::text AS schema, p.proname::text AS name, pg_catalog.md5(pg_catalog.pg_get_function_identity_arguments(p.oid)) AS args_md5,
       p.prokind::text AS kind, pg_catalog.pg_get_userbyid(p.proowner)::text AS owner, o.rolsuper AS owner_superuser,
       l.lanname::text AS language, l.lanpltrusted AS trusted_language, p.prosecdef AS security_definer, p.proleakproof AS leakproof,
       (SELECT pg_catalog.substr(s, 13) FROM pg_catalog.unnest(p.proconfig) s WHERE s LIKE 'search_path=%' LIMIT 1) AS search_path,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) x WHERE x.grantee = 0 AND x.privilege_type = 'EXECUTE') AS public_execute,
       -- What is joined to a quote_… or to a constant is left out first; format's %I and %L quote, %s does not.
       (l.lanname = 'plpgsql' AND pg_catalog.regexp_replace(p.prosrc, '\|\|\s*(quote_(ident|literal|nullable)\s*\([^()]*\)|''[^'']*'')', '', 'gi')
          ~* '\mexecute\M[^;]*(\|\||format\s*\([^;]*%([0-9]+\$)?-?[0-9]*s)') AS dynamic_sql_concat,
       (p.prorettype = 'pg_catalog.event_trigger'::pg_catalog.regtype) AS is_event_trigger,
       EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype = 'e') AS from_extension
FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang JOIN pg_catalog.pg_roles o ON o.oid = p.proowner
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (p.prosecdef OR p.proleakproof OR (NOT l.lanpltrusted AND l.lanname NOT IN ('c', 'internal')) OR p.prorettype = 'pg_catalog.event_trigger'::pg_catalog.regtype
       OR (l.lanname = 'plpgsql' AND p.prosrc ~* '\mexecute\M'))
ORDER BY 1, 2, 3
