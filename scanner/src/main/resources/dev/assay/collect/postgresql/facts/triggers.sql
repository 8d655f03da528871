-- kind: postgresql.Trigger
-- scope: database
-- id: {schema}/{table}/triggers/{name}
-- parent: {schema}/{table}
-- cost: large
-- what: triggers of users' tables and views, but those that a partition has from its parent; of the internal ones that foreign keys consist of only those that do not fire in ordinary sessions
-- needs: nothing beyond a connection
SELECT n.nspname::text AS schema, c.relname::text AS "table", t.tgname::text AS name,
       pn.nspname::text AS function_schema, p.proname::text AS function,
       CASE t.tgenabled WHEN 'O' THEN 'origin' WHEN 'A' THEN 'always' WHEN 'R' THEN 'replica' ELSE 'disabled' END AS enabled,
       (t.tgisinternal AND coalesce(o.tgisinternal, true)) AS internal, k.conname::text AS "constraint",
       (t.tgtype & 4) <> 0 AS on_insert, (t.tgtype & 16) <> 0 AS on_update, (t.tgtype & 8) <> 0 AS on_delete, (t.tgtype & 32) <> 0 AS on_truncate
FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_trigger o ON o.oid = t.tgparentid AND t.tgparentid <> 0
LEFT JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint AND t.tgconstraint <> 0
WHERE (NOT t.tgisinternal OR t.tgenabled IN ('D', 'R')) AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  -- A partition's copy is judged with its parent's, unless somebody switched just this one. Before 15 all copies
  -- count as internal, and those of foreign keys' triggers do not name their parent.
  AND (t.tgparentid = 0 AND NOT (t.tgisinternal AND c.relispartition) OR t.tgenabled <> o.tgenabled)
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')
