-- kind: postgresql.Language
-- scope: database
-- id: -/languages/{name}
-- what: procedural languages, whether they are trusted, and how many functions of the user's own are written in them
-- needs: nothing beyond a connection
WITH own AS (
  SELECT p.prolang, pg_catalog.count(*) AS functions, (pg_catalog.array_agg(n.nspname || '.' || p.proname ORDER BY n.nspname, p.proname))[1:20] AS sample
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  LEFT JOIN pg_catalog.pg_depend e ON e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype = 'e'
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND e.objid IS NULL GROUP BY p.prolang)
SELECT l.lanname::text AS name, l.lanpltrusted AS trusted, l.lanispl AS procedural, pg_catalog.pg_get_userbyid(l.lanowner)::text AS owner,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(coalesce(l.lanacl, pg_catalog.acldefault('l', l.lanowner))) x WHERE x.grantee = 0) AS public_usage,
       coalesce(o.functions, 0) AS functions, coalesce(o.sample, '{}') AS sample
FROM pg_catalog.pg_language l LEFT JOIN own o ON o.prolang = l.oid
ORDER BY 1
