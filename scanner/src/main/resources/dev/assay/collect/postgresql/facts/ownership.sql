-- kind: postgresql.Ownership
-- scope: database
-- id: {schema}/owners/{owner}
-- parent: {schema}
-- cost: large
-- what: for each schema and owner, how many relations it owns there; those of extensions are left out
-- needs: nothing beyond a connection
SELECT n.nspname::text AS schema, r.rolname::text AS owner, r.rolcanlogin AS owner_login, r.rolsuper AS owner_superuser, (r.oid = 10) AS owner_bootstrap,
       pg_catalog.count(*) FILTER (WHERE c.relkind IN ('r', 'p')) AS tables,
       pg_catalog.count(*) FILTER (WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity) AS rls_tables,
       pg_catalog.count(*) FILTER (WHERE c.relkind IN ('v', 'm')) AS views,
       pg_catalog.count(*) FILTER (WHERE c.relkind = 'f') AS foreign_tables,
       coalesce((pg_catalog.array_agg(c.relname::text ORDER BY c.relname) FILTER (WHERE c.relkind IN ('r', 'p')))[1:20], '{}') AS sample
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_roles r ON r.oid = c.relowner
LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND e.objid IS NULL
GROUP BY n.nspname, r.rolname, r.rolcanlogin, r.rolsuper, r.oid
ORDER BY 1, 2
