-- kind: postgresql.ForeignKey
-- scope: database
-- cost: large
-- id: {schema}/{table}/foreignKeys/{name}
-- parent: {schema}/{table}
-- what: every foreign key but those that a partition inherits, and those of extensions' tables; whether an index begins with its columns
-- needs: nothing beyond a connection
WITH f AS (
  SELECT k.conrelid, k.confrelid, k.conname, k.conkey, k.confkey, k.convalidated, k.condeferrable, k.confupdtype, k.confdeltype, k.confmatchtype,
         EXISTS (SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = ic.relam
                 WHERE i.indrelid = k.conrelid AND i.indisvalid AND m.amname IN ('btree', 'hash', 'gist', 'spgist') AND i.indnkeyatts >= pg_catalog.cardinality(k.conkey)
                   -- "column = value" implies that the column is not null, so a condition of the key's columns being that leaves out no row that is looked for.
                   AND (i.indpred IS NULL OR pg_catalog.regexp_replace(i.indpred::text,
                     '\{NULLTEST :arg \{VAR :varno 1 :varattno (' || pg_catalog.array_to_string(k.conkey, '|') || ') [^{}]*\} :nulltesttype 1 [^{}]*\}', '', 'g') ~ '^(\{BOOLEXPR :boolop and :args \(\s*\)[^{}]*\})?$')
                   AND (i.indkey::int2[])[0:pg_catalog.cardinality(k.conkey) - 1] @> k.conkey
                   AND (i.indkey::int2[])[0:pg_catalog.cardinality(k.conkey) - 1] <@ k.conkey) AS indexed,
         EXISTS (SELECT 1 FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) u(l, r) JOIN pg_catalog.pg_attribute x ON x.attrelid = k.conrelid AND x.attnum = u.l
                 JOIN pg_catalog.pg_attribute y ON y.attrelid = k.confrelid AND y.attnum = u.r WHERE x.atttypid <> y.atttypid) AS type_mismatch,
         EXISTS (SELECT 1 FROM pg_catalog.pg_constraint o WHERE o.contype = 'f' AND o.conrelid = k.conrelid AND o.confrelid = k.confrelid
                   AND o.conkey = k.conkey AND o.confkey = k.confkey AND o.oid < k.oid) AS duplicate
  FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conparentid = 0)
SELECT n.nspname::text AS schema, c.relname::text AS "table", f.conname::text AS name, pn.nspname::text AS ref_schema, p.relname::text AS ref_table,
       (SELECT pg_catalog.array_agg(a.attname::text ORDER BY z.o) FROM pg_catalog.unnest(f.conkey) WITH ORDINALITY z(att, o) JOIN pg_catalog.pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = z.att) AS columns,
       (SELECT pg_catalog.array_agg(a.attname::text ORDER BY z.o) FROM pg_catalog.unnest(f.confkey) WITH ORDINALITY z(att, o) JOIN pg_catalog.pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = z.att) AS ref_columns,
       CASE f.confupdtype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS on_update,
       CASE f.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS on_delete,
       CASE f.confmatchtype WHEN 'f' THEN 'FULL' WHEN 'p' THEN 'PARTIAL' ELSE 'SIMPLE' END AS "match",
       f.convalidated AS validated, f.condeferrable AS deferrable, f.indexed, f.type_mismatch, f.duplicate,
       c.reltuples::bigint AS est_rows, p.reltuples::bigint AS ref_est_rows,
       coalesce(pg_catalog.pg_stat_get_tuples_deleted(f.confrelid), 0) + coalesce(pg_catalog.pg_stat_get_tuples_updated(f.confrelid), 0) AS ref_upd_del
FROM f JOIN pg_catalog.pg_class c ON c.oid = f.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class p ON p.oid = f.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')
