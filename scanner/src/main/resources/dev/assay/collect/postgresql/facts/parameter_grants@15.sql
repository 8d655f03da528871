-- kind: postgresql.ParameterGrant
-- scope: server
-- id: -/parameterGrants/{parameter}
-- what: to whom GRANT SET or ALTER SYSTEM ON PARAMETER was given
-- needs: nothing beyond a connection
WITH
held AS (
  SELECT p.parname::text AS parameter, x.grantee, CASE WHEN x.grantee <> 0 THEN pg_catalog.pg_get_userbyid(x.grantee)::text END AS role,
         pg_catalog.array_agg(DISTINCT x.privilege_type::text ORDER BY x.privilege_type::text) AS privileges
  FROM pg_catalog.pg_parameter_acl p CROSS JOIN LATERAL pg_catalog.aclexplode(p.paracl) x
  WHERE x.grantee <> 10 GROUP BY p.parname, x.grantee)
SELECT h.parameter, coalesce(pg_catalog.json_agg(h.privileges) FILTER (WHERE h.grantee = 0) -> 0, '[]') AS public,
       coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('role', h.role, 'privileges', h.privileges) ORDER BY h.role) FILTER (WHERE h.grantee <> 0), '[]') AS roles
FROM held h GROUP BY h.parameter
ORDER BY 1
