-- kind: postgresql.TableBloat
-- scope: database
-- id: {schema}/{table}/bloat
-- parent: {schema}/{table}
-- cost: large
-- what: how large tables of more than 128 pages are, and how large their rows would be if written anew; estimated from the planner's statistics of all their columns
-- needs: SELECT on the tables, or pg_read_all_data
-- remedy: GRANT pg_read_all_data TO {role};
WITH
bs AS (SELECT pg_catalog.current_setting('block_size')::numeric AS b),
candidate AS MATERIALIZED (
  SELECT c.oid, n.nspname, c.relname, c.relpages, c.reltuples, c.reloptions, c.relispartition, pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable, pg_catalog.row_security_active(c.oid) AS row_security
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND c.relpages > 128 AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')),
st AS (
  SELECT s.schemaname, s.tablename, pg_catalog.sum((1 - s.null_frac) * s.avg_width) AS width, pg_catalog.count(*) AS columns, pg_catalog.bool_or(s.null_frac > 0) AS nulls
  FROM pg_catalog.pg_stats s JOIN candidate c ON c.nspname = s.schemaname AND c.relname = s.tablename
  WHERE NOT s.inherited AND c.readable AND NOT c.row_security GROUP BY 1, 2)
SELECT c.nspname::text AS schema, c.relname::text AS "table", c.relispartition AS is_partition, c.row_security, (c.relpages * bs.b)::bigint AS actual_bytes,
       CASE WHEN st.columns >= live.columns AND c.reltuples >= 0 THEN
         (pg_catalog.ceil(c.reltuples::numeric * (24 + CASE WHEN st.nulls THEN 8 ELSE 0 END + 4 + pg_catalog.ceil(st.width::numeric / 8) * 8)
            / ((bs.b - 24) * coalesce((SELECT pg_catalog.substr(o, 12)::numeric FROM pg_catalog.unnest(c.reloptions) o WHERE o LIKE 'fillfactor=%'), 100) / 100)) * bs.b)::bigint END AS expected_bytes,
       CASE WHEN NOT c.readable AND NOT c.row_security THEN 'denied:expected_bytes' END AS _gap
FROM candidate c CROSS JOIN bs LEFT JOIN st ON st.schemaname = c.nspname AND st.tablename = c.relname
CROSS JOIN LATERAL (SELECT pg_catalog.count(*) AS columns FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) live
