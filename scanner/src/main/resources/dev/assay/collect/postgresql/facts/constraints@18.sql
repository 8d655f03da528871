-- kind: postgresql.Constraint
-- scope: database
-- id: {schema}/{table}/constraints/{name}
-- parent: {schema}/{table}
-- cost: large
-- what: check constraints and foreign keys of a table's own: not those that a partition or heir has from its parent; from 18 on also NOT NULL constraints that are not valid, and what is not enforced
-- needs: nothing beyond a connection
SELECT n.nspname::text AS schema, c.relname::text AS "table", k.conname::text AS name,
       CASE k.contype WHEN 'c' THEN 'CHECK' WHEN 'f' THEN 'FOREIGN KEY' ELSE 'NOT NULL' END AS type,
       k.convalidated AS validated, k.conenforced AS enforced
FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE (k.contype IN ('c', 'f') OR k.contype = 'n' AND NOT k.convalidated) AND k.conparentid = 0 AND k.conislocal
  AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')
