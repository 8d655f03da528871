-- kind: postgresql.RewriteRule
-- scope: database
-- id: {schema}/{table}/rules/{name}
-- parent: {schema}/{table}
-- what: rules of the rewrite system other than those that make views; never their text
-- needs: nothing beyond a connection
SELECT n.nspname::text AS schema, c.relname::text AS "table", c.relkind::text AS table_kind, r.rulename::text AS name,
       CASE r.ev_type WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END AS event, r.is_instead AS instead
FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
WHERE r.ev_type <> '1' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND e.objid IS NULL
ORDER BY 1, 2, 4
