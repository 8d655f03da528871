-- kind: postgresql.IndexOverlap
-- scope: database
-- cost: large
-- id: {schema}/{table}/indexOverlaps/{redundant}:{covered_by}
-- parent: {schema}/{table}
-- limit: 50000
-- what: pairs of indexes of one table of which one does all that the other does: keys, operator classes, collations, order, included columns, predicate, expressions and uniqueness compared
-- needs: nothing beyond a connection
WITH
locked AS (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
con AS (SELECT DISTINCT conindid FROM pg_catalog.pg_constraint WHERE conindid <> 0),
candidate AS (
  SELECT i.*, ic.relname AS idx, ic.relam, ic.relpages, c.relname AS tab, n.nspname, (k.relation IS NOT NULL) AS locked
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN locked k ON k.relation = i.indrelid
  WHERE i.indisvalid AND NOT ic.relispartition AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'),
x AS MATERIALIZED (
  SELECT i.indexrelid, i.indrelid, m.amname, i.indisunique AS uq, i.indisprimary AS pk, i.indisexclusion AS excl, i.indisreplident AS rid, i.indnkeyatts AS nk, (i.indexprs IS NOT NULL) AS has_expr,
         -- What a unique index enforces beside its keys; the column is new in 15.
         CASE WHEN i.indisunique THEN (i.indimmediate, coalesce((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false))::text END AS enforces,
         ((i.indkey::int2[])[0:i.indnkeyatts - 1])[:] AS k, (i.indkey::int2[])[i.indnkeyatts:i.indnatts - 1] AS inc,
         i.indclass::oid[] AS cls, i.indcollation::oid[] AS coll, i.indoption::int2[] AS opt,
         coalesce(pg_catalog.pg_get_expr(i.indexprs, i.indrelid), '') AS ex, coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '') AS pr,
         i.nspname::text AS schema, i.tab::text AS tab, i.idx::text AS idx, (con.conindid IS NOT NULL) AS backs, i.relpages::bigint AS pages
  FROM candidate i JOIN pg_catalog.pg_am m ON m.oid = i.relam LEFT JOIN con ON con.conindid = i.indexrelid
  WHERE NOT i.locked)
SELECT a.schema, a.tab AS "table", a.idx AS redundant, b.idx AS covered_by, a.amname::text AS method,
       CASE WHEN a.nk = b.nk AND a.inc <@ b.inc AND b.inc <@ a.inc THEN 'duplicate' WHEN a.nk = b.nk THEN 'same_keys' ELSE 'prefix' END AS relation,
       a.uq AS redundant_unique, a.pk AS redundant_primary, a.backs AS redundant_backs_constraint, a.rid AS redundant_replident, b.uq AS covered_by_unique, (a.ex <> '') AS has_expr, (a.pr <> '') AS partial,
       a.pages * pg_catalog.current_setting('block_size')::bigint AS est_bytes, NULL AS _gap
FROM x a JOIN x b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid
WHERE a.amname = b.amname AND a.pr = b.pr AND a.ex = b.ex AND b.nk >= a.nk
  AND b.k[1:a.nk] = a.k AND (b.cls[0:a.nk - 1])[:] = (a.cls[:])[:] AND (b.coll[0:a.nk - 1])[:] = (a.coll[:])[:] AND (b.opt[0:a.nk - 1])[:] = (a.opt[:])[:]
  AND (NOT a.has_expr OR a.nk = b.nk) AND a.inc <@ (b.inc || b.k)
  AND NOT a.excl AND NOT (a.uq AND NOT (b.uq AND a.nk = b.nk AND a.enforces = b.enforces)) AND (a.nk = b.nk OR a.amname = 'btree')
  AND (NOT (a.nk = b.nk AND b.inc <@ a.inc AND a.uq = b.uq) OR (a.pk, a.backs, -a.indexrelid::bigint) < (b.pk, b.backs, -b.indexrelid::bigint))
UNION ALL
SELECT DISTINCT i.nspname::text, i.tab::text, NULL::text, NULL::text, NULL::text, NULL::text, NULL::bool, NULL::bool, NULL::bool, NULL::bool, NULL::bool, NULL::bool, NULL::bool, NULL::bigint, 'locked'
FROM candidate i WHERE i.locked
ORDER BY 1, 2, 3, 4
