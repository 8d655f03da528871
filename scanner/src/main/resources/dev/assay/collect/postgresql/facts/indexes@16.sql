-- kind: postgresql.Index
-- scope: database
-- cost: large
-- id: {schema}/{table}/indexes/{name}
-- parent: {schema}/{table}
-- redact: predicate
-- what: every index of a user's table but of those that extensions own; literals in a predicate are replaced by ?; from 16 on when it was last scanned
-- needs: nothing beyond a connection
WITH
locked AS (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
-- CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY hold this lock all along (so does VACUUM).
busy AS (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
kc AS (SELECT i.indexrelid, pg_catalog.array_agg(CASE WHEN k.att = 0 THEN '(expr)' ELSE a.attname::text END ORDER BY k.ord) FILTER (WHERE k.ord <= i.indnkeyatts) AS keys,
              pg_catalog.array_agg(a.attname::text ORDER BY k.ord) FILTER (WHERE k.ord > i.indnkeyatts) AS includes
       FROM pg_catalog.pg_index i CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k(att, ord)
       LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.att AND k.att <> 0 GROUP BY 1),
con AS (SELECT conindid, pg_catalog.string_agg(DISTINCT contype::text, '') AS types FROM pg_catalog.pg_constraint WHERE conindid <> 0 AND contype IN ('p', 'u', 'x') GROUP BY 1),
opc AS (SELECT i.indexrelid, pg_catalog.array_agg(o.opcname::text ORDER BY x.ord) AS opclasses FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = ic.relam AND m.amname <> 'btree'
        CROSS JOIN LATERAL pg_catalog.unnest(i.indclass::oid[]) WITH ORDINALITY AS x(cls, ord) JOIN pg_catalog.pg_opclass o ON o.oid = x.cls GROUP BY 1)
SELECT n.nspname::text AS schema, c.relname::text AS "table", ic.relname::text AS name, m.amname::text AS method,
       i.indisunique AS "unique", i.indisprimary AS "primary", i.indisexclusion AS exclusion, i.indisvalid AS valid, i.indisready AS ready, (NOT i.indisvalid AND i.indrelid IN (SELECT b.relation FROM busy b)) AS building, i.indisreplident AS replident, i.indisclustered AS clustered,
       ic.relispartition AS is_partition, (ic.relkind = 'I') AS is_parent, coalesce(con.types, '') AS constraint_types,
       EXISTS (SELECT 1 FROM pg_catalog.pg_constraint r WHERE r.contype = 'f' AND r.conindid = i.indexrelid) AS serves_fk,
       kc.keys, coalesce(kc.includes, '{}') AS includes,
       (i.indexprs IS NOT NULL) AS has_expr, (i.indpred IS NOT NULL) AS partial,
       CASE WHEN i.indpred IS NOT NULL AND k.relation IS NULL THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END AS predicate,
       coalesce(opc.opclasses, '{}') AS opclasses, coalesce(ic.reloptions, '{}') AS options,
       ic.relpages::bigint * pg_catalog.current_setting('block_size')::bigint AS est_bytes, ic.reltuples::bigint AS est_rows, c.reltuples::bigint AS table_est_rows,
       pg_catalog.pg_stat_get_numscans(i.indexrelid) AS scans,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_stat_get_lastscan(i.indexrelid)))::bigint AS last_scan_s,
       CASE WHEN i.indpred IS NOT NULL AND k.relation IS NOT NULL THEN 'locked' END AS _gap
FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am m ON m.oid = ic.relam LEFT JOIN kc ON kc.indexrelid = i.indexrelid LEFT JOIN con ON con.conindid = i.indexrelid LEFT JOIN opc ON opc.indexrelid = i.indexrelid
LEFT JOIN locked k ON k.relation = i.indrelid
WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')
