-- kind: postgresql.RlsView
-- scope: database
-- id: {schema}/{name}/rls
-- parent: {schema}/{name}
-- what: views and materialised views that read tables with row-level security, and whether their owners escape it there; found by dependencies, so that no view's text is read
-- needs: nothing beyond a connection
WITH RECURSIVE
reads AS (
  SELECT DISTINCT r.ev_class AS view, d.refobjid AS base
  FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.ev_class AND d.deptype = 'n'
  WHERE r.ev_type = '1'),
-- A view checks what it reads itself as its owner (or its caller), and what it reads through another
-- view as that view says. A materialised view keeps a copy of the rows, whichever way they came.
dep AS (
  SELECT r.view, r.base, true AS direct FROM reads r
  UNION
  SELECT d.view, r.base, false FROM dep d JOIN reads r ON r.view = d.base),
base AS (
  SELECT d.view, pg_catalog.bool_or(d.direct) AS direct, bn.nspname::text AS schema, b.relname::text AS "table", b.relowner, b.relforcerowsecurity
  FROM dep d JOIN pg_catalog.pg_class b ON b.oid = d.base AND b.relkind IN ('r', 'p') AND b.relrowsecurity JOIN pg_catalog.pg_namespace bn ON bn.oid = b.relnamespace
  GROUP BY d.view, b.oid, bn.nspname, b.relname, b.relowner, b.relforcerowsecurity)
SELECT n.nspname::text AS schema, v.relname::text AS name, v.relkind::text AS kind, o.rolname::text AS owner,
       coalesce(pg_catalog.array_to_string(v.reloptions, ',') ~* 'security_invoker=(true|on|yes|1)', false) AS security_invoker,
       (EXISTS (SELECT 1 FROM pg_catalog.aclexplode(v.relacl) x WHERE x.grantee <> v.relowner)
         OR EXISTS (SELECT 1 FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) x WHERE a.attrelid = v.oid AND x.grantee <> v.relowner)) AS granted_to_others,
       pg_catalog.json_agg(pg_catalog.json_build_object('table', b.schema || '.' || b."table", 'direct', b.direct,
         -- Ownership counts through membership too.
         'owner_bypasses', o.rolsuper OR o.rolbypassrls OR (NOT b.relforcerowsecurity AND pg_catalog.pg_has_role(o.oid, b.relowner, 'USAGE'))) ORDER BY b.schema, b."table") AS tables
FROM base b JOIN pg_catalog.pg_class v ON v.oid = b.view AND v.relkind IN ('v', 'm') JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace JOIN pg_catalog.pg_roles o ON o.oid = v.relowner
LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = v.oid AND e.objsubid = 0 AND e.deptype = 'e'
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND e.objid IS NULL
GROUP BY v.oid, n.nspname, v.relname, v.relkind, o.oid, o.rolname, v.reloptions, v.relacl, v.relowner
ORDER BY 1, 2
