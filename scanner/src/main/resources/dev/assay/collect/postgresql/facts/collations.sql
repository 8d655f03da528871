-- kind: postgresql.Collation
-- scope: database
-- id: -/collations/{schema}/{name}
-- what: collations that columns, indexes, types or expressions of this database use by name, and whether the library that sorts still is the one of then; the default of the database is told with the database
-- needs: nothing beyond a connection
SELECT n.nspname::text AS schema, c.collname::text AS name,
       CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' ELSE 'default' END AS provider,
       c.collversion AS recorded, v.actual, (c.collversion IS DISTINCT FROM v.actual) AS mismatch
FROM pg_catalog.pg_collation c JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
CROSS JOIN LATERAL (SELECT pg_catalog.pg_collation_actual_version(c.oid) AS actual) v
WHERE c.collversion IS NOT NULL
  AND c.oid IN (
    SELECT d.refobjid FROM pg_catalog.pg_depend d WHERE d.refclassid = 'pg_catalog.pg_collation'::pg_catalog.regclass)
