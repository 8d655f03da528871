-- kind: postgresql.IndexBloat
-- scope: database
-- id: {schema}/{table}/indexes/{name}/bloat
-- parent: {schema}/{table}/indexes/{name}
-- cost: large
-- what: how large btrees of fixed-width keys of more than 128 pages are, and how large they would be if built anew; estimated from pg_class alone
-- needs: nothing beyond a connection
WITH
bs AS (SELECT pg_catalog.current_setting('block_size')::numeric AS b),
w AS (
  SELECT ic.oid, pg_catalog.sum(a.attlen) AS width, pg_catalog.bool_and(a.attlen > 0) AS fixed
  FROM pg_catalog.pg_class ic JOIN pg_catalog.pg_am m ON m.oid = ic.relam JOIN pg_catalog.pg_attribute a ON a.attrelid = ic.oid AND a.attnum > 0
  WHERE ic.relkind = 'i' AND m.amname = 'btree' AND ic.relpages > 128 AND ic.reltuples > 0 GROUP BY ic.oid)
SELECT n.nspname::text AS schema, c.relname::text AS "table", ic.relname::text AS name, (ic.relpages * bs.b)::bigint AS actual_bytes,
       -- An entry: header and line pointer, and the keys aligned to 8 bytes; pages are filled to fillfactor, 90 % by default.
       (pg_catalog.ceil(ic.reltuples::numeric * (8 + pg_catalog.ceil(w.width::numeric / 8) * 8 + 4)
          / ((bs.b - 40) * coalesce((SELECT pg_catalog.substr(o, 12)::numeric FROM pg_catalog.unnest(ic.reloptions) o WHERE o LIKE 'fillfactor=%'), 90) / 100)) * bs.b)::bigint AS expected_bytes
FROM w JOIN pg_catalog.pg_class ic ON ic.oid = w.oid JOIN pg_catalog.pg_index i ON i.indexrelid = ic.oid
JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace CROSS JOIN bs
WHERE w.fixed AND i.indisvalid AND i.indpred IS NULL AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')
