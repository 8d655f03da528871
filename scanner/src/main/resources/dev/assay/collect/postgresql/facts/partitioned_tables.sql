-- kind: postgresql.Partitioning
-- scope: database
-- id: {schema}/{table}/partitioning
-- parent: {schema}/{table}
-- cost: large
-- what: partitioned tables: by what, into how many partitions, what waits in the default partition, and how far into the future the ranges of a date or timestamp reach
-- needs: nothing beyond a connection
WITH
locked AS (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
parent AS (
  SELECT p.partrelid, p.partstrat, p.partdefid, p.partattrs::int2[] AS attrs, t.typname AS key_type,
         (p.partstrat = 'r' AND p.partnatts = 1 AND t.oid IN ('pg_catalog.date'::pg_catalog.regtype, 'pg_catalog.timestamp'::pg_catalog.regtype, 'pg_catalog.timestamptz'::pg_catalog.regtype)) AS by_time
  FROM pg_catalog.pg_partitioned_table p
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
  LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid),
child AS (
  SELECT i.inhparent, k.oid, p.by_time AND i.inhrelid <> p.partdefid AS bounded, (l.relation IS NOT NULL) AS locked, k.relpartbound
  FROM pg_catalog.pg_inherits i JOIN parent p ON p.partrelid = i.inhparent JOIN pg_catalog.pg_class k ON k.oid = i.inhrelid
  LEFT JOIN locked l ON l.relation = k.oid),
bound AS (
  SELECT c.inhparent, c.locked,
         CASE WHEN c.bounded AND NOT c.locked THEN pg_catalog.substring(pg_catalog.pg_get_expr(c.relpartbound, c.oid), ' TO \((.*)\)$') END AS upper
  FROM child c),
reach AS (
  SELECT b.inhparent, pg_catalog.count(*) AS partitions, pg_catalog.bool_or(b.locked) AS locked,
         pg_catalog.bool_or(b.upper IN ('MAXVALUE', '''infinity''')) AS endless,
         pg_catalog.max(CASE WHEN b.upper ~ '^''[0-9]{4,}-[0-9]{2}-[0-9]{2}[^B]*''$' THEN pg_catalog.btrim(b.upper, '''')::timestamptz END) AS until
  FROM bound b GROUP BY b.inhparent)
SELECT n.nspname::text AS schema, c.relname::text AS "table", c.relispartition AS is_partition,
       CASE p.partstrat WHEN 'r' THEN 'range' WHEN 'l' THEN 'list' ELSE 'hash' END AS strategy,
       (SELECT pg_catalog.array_agg(CASE WHEN x.att = 0 THEN '(expr)' ELSE a.attname::text END ORDER BY x.ord)
          FROM pg_catalog.unnest(p.attrs) WITH ORDINALITY x(att, ord) LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.att AND x.att <> 0) AS keys,
       p.by_time, coalesce(r.partitions, 0) AS partitions, (p.partdefid <> 0) AS has_default, d.reltuples::bigint AS default_est_rows, pg_catalog.pg_stat_get_live_tuples(d.oid) AS default_live,
       CASE WHEN NOT coalesce(r.locked AND p.by_time, false) THEN coalesce(r.endless, false) END AS endless,
       CASE WHEN NOT coalesce(r.locked AND p.by_time, false) THEN pg_catalog.floor(extract(epoch FROM r.until - pg_catalog.clock_timestamp()))::bigint END AS covered_ahead_s,
       CASE WHEN r.locked AND p.by_time THEN 'locked:covered_ahead_s' END AS _gap
FROM parent p JOIN pg_catalog.pg_class c ON c.oid = p.partrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN reach r ON r.inhparent = p.partrelid LEFT JOIN pg_catalog.pg_class d ON d.oid = p.partdefid AND p.partdefid <> 0
WHERE c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')
