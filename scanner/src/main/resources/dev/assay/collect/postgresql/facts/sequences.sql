-- kind: postgresql.Sequence
-- scope: database
-- id: {schema}/{name}
-- parent: {schema}
-- cost: locking
-- what: ascending sequences that do not begin anew, the column that each feeds, and how far they are. Reading that takes a lock until the transaction ends, so it is asked only of those whose limit is within reach, and of a tenth of as many as the server has locks for, the busiest first
-- needs: SELECT or USAGE on the sequences (GRANT SELECT ON ALL SEQUENCES IN SCHEMA ...), or pg_read_all_data
-- remedy: GRANT pg_read_all_data TO {role};
WITH
locked AS (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock') AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
feeds AS (
  SELECT d.objid, d.refobjid, d.refobjsubid FROM pg_catalog.pg_depend d
  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0),
x AS MATERIALIZED (
  SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name, pg_catalog.format_type(s.seqtypid, NULL) AS type, s.seqstart, s.seqmax, s.seqincrement,
         pg_catalog.has_sequence_privilege(c.oid, 'SELECT,USAGE') AS readable, (l.relation IS NOT NULL) AS locked,
         t.oid AS table_oid, tn.nspname::text AS table_schema, t.relname::text AS "table", a.attname::text AS "column", pg_catalog.format_type(a.atttypid, NULL) AS column_type,
         greatest(t.reltuples, pg_catalog.pg_stat_get_live_tuples(t.oid))::bigint AS table_est_rows,
         -- A domain over a type has its limits.
         CASE coalesce(nullif(ty.typbasetype, 0), ty.oid) WHEN 'pg_catalog.int2'::pg_catalog.regtype THEN 32767 WHEN 'pg_catalog.int4'::pg_catalog.regtype THEN 2147483647
           WHEN 'pg_catalog.int8'::pg_catalog.regtype THEN 9223372036854775807 END AS column_max
  FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN feeds f ON f.objid = c.oid LEFT JOIN pg_catalog.pg_class t ON t.oid = f.refobjid LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = f.refobjid AND a.attnum = f.refobjsubid LEFT JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
  LEFT JOIN locked l ON l.relation = c.oid
  WHERE (c.relpersistence = 'p' OR c.relpersistence = 'u' AND NOT pg_catalog.pg_is_in_recovery()) AND s.seqincrement > 0 AND NOT s.seqcycle AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e')),
ranked AS MATERIALIZED (
  SELECT x.*, least(x.seqmax, x.column_max) <= 4294967295 AS near,
         pg_catalog.row_number() OVER (PARTITION BY least(x.seqmax, x.column_max) <= 4294967295 AND x.readable AND NOT x.locked
           ORDER BY coalesce(pg_catalog.pg_stat_get_tuples_inserted(x.table_oid), 0) DESC, x.table_est_rows DESC NULLS LAST, x.oid) AS rank
  FROM x),
asked AS (
  SELECT r.*, pg_catalog.current_setting('max_locks_per_transaction')::bigint * pg_catalog.current_setting('max_connections')::bigint / 10 AS locks FROM ranked r)
SELECT a.schema, a.name, a.type, a.seqstart AS start_value, a.seqmax AS max_value, a.seqincrement AS increment,
       a.table_schema, a."table", a."column", a.column_type, a.column_max, a.table_est_rows,
       CASE WHEN a.near AND a.readable AND NOT a.locked AND a.rank <= a.locks THEN coalesce(pg_catalog.pg_sequence_last_value(a.oid), a.seqstart - a.seqincrement) END AS last_value,
       CASE WHEN NOT a.near THEN NULL WHEN NOT a.readable THEN 'denied:last_value' WHEN a.locked THEN 'locked:last_value' WHEN a.rank > a.locks THEN 'truncated:last_value' END AS _gap
FROM asked a
