-- kind: postgresql.RelationGrants
-- scope: database
-- id: {schema}/{name}/grants
-- parent: {schema}/{name}
-- cost: large
-- what: who holds privileges on a table, view, sequence or their columns beside the owner; relations without such grants, and those of extensions, are left out
-- needs: nothing beyond a connection
WITH
column_entry AS MATERIALIZED (
  SELECT c.oid, x.grantee, x.privilege_type::text AS privilege, x.is_grantable AS grantable, a.attname::text AS "column"
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) x
  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND x.grantee <> c.relowner),
relation AS MATERIALIZED (
  SELECT c.oid, c.relacl, c.relowner, (e.oid IS NOT NULL) AS columns
  FROM pg_catalog.pg_class c LEFT JOIN (SELECT DISTINCT oid FROM column_entry) e ON e.oid = c.oid
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND (c.relacl IS NOT NULL OR e.oid IS NOT NULL)),
-- Thousands of relations have one of a few lists; each is looked into once. Those with grants on columns are looked into one by one.
shared AS (
  SELECT r.relacl, r.relowner, pg_catalog.min(r.oid::bigint) AS key FROM relation r WHERE NOT r.columns GROUP BY r.relacl, r.relowner),
entry AS (
  SELECT s.key, x.grantee, x.privilege_type::text AS privilege, x.is_grantable AS grantable, NULL::text AS "column"
  FROM shared s CROSS JOIN LATERAL pg_catalog.aclexplode(s.relacl) x WHERE x.grantee <> s.relowner
  UNION ALL
  SELECT r.oid::bigint, x.grantee, x.privilege_type::text, x.is_grantable, NULL
  FROM relation r CROSS JOIN LATERAL pg_catalog.aclexplode(r.relacl) x WHERE r.columns AND x.grantee <> r.relowner
  UNION ALL
  SELECT e.oid::bigint, e.grantee, e.privilege, e.grantable, e."column" FROM column_entry e),
-- Grantors do not matter here: one privilege granted twice is one privilege.
held AS (
  SELECT e.key, e.grantee, CASE WHEN e.grantee <> 0 THEN pg_catalog.pg_get_userbyid(e.grantee)::text END AS role,
         coalesce(pg_catalog.array_agg(DISTINCT e.privilege ORDER BY e.privilege) FILTER (WHERE e."column" IS NULL), '{}') AS privileges,
         coalesce(pg_catalog.array_agg(DISTINCT e.privilege || CASE WHEN e."column" IS NULL THEN '' ELSE '(' || e."column" || ')' END) FILTER (WHERE e.grantable), '{}') AS grantable,
         coalesce(pg_catalog.array_agg(DISTINCT e.privilege ORDER BY e.privilege) FILTER (WHERE e."column" IS NOT NULL), '{}') AS column_privileges,
         coalesce((pg_catalog.array_agg(DISTINCT e."column" ORDER BY e."column") FILTER (WHERE e."column" IS NOT NULL))[1:20], '{}') AS columns
  FROM entry e GROUP BY e.key, e.grantee),
grants AS (
  SELECT h.key,
         coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('role', h.role, 'privileges', h.privileges, 'grantable', h.grantable, 'column_privileges', h.column_privileges, 'columns', h.columns)
           ORDER BY h.role) FILTER (WHERE h.grantee <> 0), '[]') AS roles,
         coalesce(pg_catalog.json_agg(h.privileges) FILTER (WHERE h.grantee = 0) -> 0, '[]') AS public,
         coalesce(pg_catalog.json_agg(h.column_privileges) FILTER (WHERE h.grantee = 0) -> 0, '[]') AS public_column_privileges,
         coalesce(pg_catalog.json_agg(h.columns) FILTER (WHERE h.grantee = 0) -> 0, '[]') AS public_columns
  FROM held h GROUP BY h.key)
SELECT n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind, pg_catalog.pg_get_userbyid(c.relowner)::text AS owner, c.relispartition AS is_partition,
       g.public, g.public_column_privileges, g.public_columns, g.roles
FROM relation r LEFT JOIN shared s ON NOT r.columns AND s.relacl = r.relacl AND s.relowner = r.relowner JOIN grants g ON g.key = coalesce(s.key, r.oid::bigint)
JOIN pg_catalog.pg_class c ON c.oid = r.oid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND e.objid IS NULL
