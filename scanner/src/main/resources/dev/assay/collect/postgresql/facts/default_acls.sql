-- kind: postgresql.DefaultAcl
-- scope: database
-- id: -/defaultAcls/{role}/{schema}/{object_type}
-- what: ALTER DEFAULT PRIVILEGES: who will hold privileges on what a role makes, in one schema or (schema empty) in all
-- needs: nothing beyond a connection
WITH
held AS (
  SELECT d.oid, x.grantee, CASE WHEN x.grantee <> 0 THEN pg_catalog.pg_get_userbyid(x.grantee)::text END AS role,
         pg_catalog.array_agg(DISTINCT x.privilege_type::text ORDER BY x.privilege_type::text) AS privileges,
         coalesce(pg_catalog.array_agg(DISTINCT x.privilege_type::text ORDER BY x.privilege_type::text) FILTER (WHERE x.is_grantable), '{}') AS grantable
  FROM pg_catalog.pg_default_acl d CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) x
  WHERE x.grantee <> d.defaclrole GROUP BY d.oid, x.grantee),
grants AS (
  SELECT h.oid,
         coalesce(pg_catalog.json_agg(h.privileges) FILTER (WHERE h.grantee = 0) -> 0, '[]') AS public,
         coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('role', h.role, 'privileges', h.privileges, 'grantable', h.grantable) ORDER BY h.role) FILTER (WHERE h.grantee <> 0), '[]') AS roles
  FROM held h GROUP BY h.oid)
SELECT pg_catalog.pg_get_userbyid(d.defaclrole)::text AS role, coalesce(n.nspname::text, '') AS schema,
       CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS' WHEN 'L' THEN 'LARGE OBJECTS' ELSE d.defaclobjtype::text END AS object_type,
       coalesce(g.public, '[]') AS public, coalesce(g.roles, '[]') AS roles
FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace LEFT JOIN grants g ON g.oid = d.oid
ORDER BY 1, 2, 3
