-- kind: postgresql.Relation
-- scope: database
-- cost: large
-- id: {schema}/{name}
-- parent: {schema}
-- null: vacuum_age_s analyze_age_s
-- what: every table, partition, view, materialised view and foreign table; sizes are estimates (relpages), so that no file is touched and no lock awaited
-- needs: nothing beyond a connection
WITH bs AS (SELECT pg_catalog.current_setting('block_size')::bigint AS b),
idx AS (SELECT i.indrelid, pg_catalog.count(*) AS n, pg_catalog.bool_or(i.indisprimary) AS pk, pg_catalog.bool_or(i.indisunique AND i.indisvalid AND i.indpred IS NULL) AS uq,
               pg_catalog.sum(ic.relpages)::bigint AS pages, pg_catalog.sum(coalesce(pg_catalog.pg_stat_get_numscans(i.indexrelid), 0))::bigint AS scans
        FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid GROUP BY 1),
fk AS (SELECT conrelid, pg_catalog.count(*) AS n FROM pg_catalog.pg_constraint WHERE contype = 'f' GROUP BY 1),
ck AS (SELECT conrelid, pg_catalog.count(*) AS n FROM pg_catalog.pg_constraint WHERE contype = 'c' GROUP BY 1),
ref AS (SELECT confrelid, pg_catalog.count(*) AS n FROM pg_catalog.pg_constraint WHERE contype = 'f' GROUP BY 1),
kids AS (SELECT i.inhparent, pg_catalog.count(*) AS n, pg_catalog.sum(kc.relpages)::bigint AS pages FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class kc ON kc.oid = i.inhrelid GROUP BY 1),
par AS (SELECT i.inhrelid, pg_catalog.min(i.inhparent::bigint)::pg_catalog.oid AS parent FROM pg_catalog.pg_inherits i GROUP BY 1),
pol AS (SELECT polrelid, pg_catalog.count(*) AS n FROM pg_catalog.pg_policy GROUP BY 1),
ext AS (SELECT objid FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND deptype = 'e'),
des AS (SELECT objoid FROM pg_catalog.pg_description WHERE classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objsubid = 0)
SELECT n.nspname::text AS schema, c.relname::text AS name, c.relkind::text AS kind, pg_catalog.pg_get_userbyid(c.relowner)::text AS owner,
       c.relpersistence::text AS persistence, c.relispartition AS is_partition,
       pn.nspname::text AS parent_schema, pc.relname::text AS parent_name, coalesce(kids.n, 0) AS children,
       c.relrowsecurity AS rls, c.relforcerowsecurity AS rls_forced, coalesce(pol.n, 0) AS policies,
       c.relnatts AS natts, coalesce(idx.pk, false) AS has_pk, coalesce(idx.uq, false) AS has_unique, coalesce(idx.n, 0) AS index_count,
       coalesce(fk.n, 0) AS fk_out, coalesce(ref.n, 0) AS fk_in, coalesce(ck.n, 0) AS checks,
       c.reltuples::bigint AS est_rows, (c.relpages + coalesce(kids.pages, 0)) * bs.b AS est_heap_bytes, coalesce(t.relpages, 0) * bs.b AS est_toast_bytes, coalesce(idx.pages, 0) * bs.b AS est_index_bytes,
       c.relreplident::text AS replica_identity, coalesce(c.reloptions, '{}') AS options,
       coalesce(pg_catalog.array_to_string(c.reloptions, ',') ~* 'security_invoker=(true|on|yes|1)', false) AS security_invoker,
       coalesce(pg_catalog.array_to_string(c.reloptions, ',') ~* 'security_barrier=(true|on|yes|1)', false) AS security_barrier,
       (ext.objid IS NOT NULL) AS from_extension, (des.objoid IS NOT NULL) AS has_comment,
       CASE WHEN c.relkind IN ('r', 'm') AND c.relfrozenxid <> '0' THEN greatest(pg_catalog.age(c.relfrozenxid), CASE WHEN t.relfrozenxid <> '0' THEN pg_catalog.age(t.relfrozenxid) END) END AS xid_age,
       CASE WHEN c.relkind IN ('r', 'm') AND c.relminmxid <> '0' THEN pg_catalog.mxid_age(c.relminmxid) END AS mxid_age,
       pg_catalog.pg_stat_get_numscans(c.oid) AS seq_scans, pg_catalog.pg_stat_get_tuples_returned(c.oid) AS seq_tup_read, coalesce(idx.scans, 0) AS idx_scans,
       pg_catalog.pg_stat_get_live_tuples(c.oid) AS live, pg_catalog.pg_stat_get_dead_tuples(c.oid) AS dead, pg_catalog.pg_stat_get_mod_since_analyze(c.oid) AS mod_since_analyze,
       pg_catalog.pg_stat_get_ins_since_vacuum(c.oid) AS ins_since_vacuum,
       pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS ins, pg_catalog.pg_stat_get_tuples_updated(c.oid) AS upd, pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS del, pg_catalog.pg_stat_get_tuples_hot_updated(c.oid) AS hot,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - greatest(pg_catalog.pg_stat_get_last_vacuum_time(c.oid), pg_catalog.pg_stat_get_last_autovacuum_time(c.oid))))::bigint AS vacuum_age_s,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - greatest(pg_catalog.pg_stat_get_last_analyze_time(c.oid), pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid))))::bigint AS analyze_age_s
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace CROSS JOIN bs
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND c.reltoastrelid <> 0
LEFT JOIN idx ON idx.indrelid = c.oid LEFT JOIN fk ON fk.conrelid = c.oid LEFT JOIN ck ON ck.conrelid = c.oid LEFT JOIN ref ON ref.confrelid = c.oid
LEFT JOIN kids ON kids.inhparent = c.oid LEFT JOIN par ON par.inhrelid = c.oid LEFT JOIN pg_catalog.pg_class pc ON pc.oid = par.parent LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = pc.relnamespace
LEFT JOIN pol ON pol.polrelid = c.oid LEFT JOIN ext ON ext.objid = c.oid LEFT JOIN des ON des.objoid = c.oid
WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
