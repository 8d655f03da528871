-- kind: postgresql.Database
-- scope: server
-- id: {name}
-- cost: large
-- what: databases: owner, ages, size, and what PUBLIC may do (no ACL means the default: CONNECT and TEMPORARY); from 15 on the collation's version
-- needs: CONNECT on the database, or pg_read_all_stats
-- remedy: GRANT pg_read_all_stats TO {role};
SELECT d.datname::text AS name, pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
       d.datallowconn AS allowconn, d.datistemplate AS template, d.datconnlimit AS connlimit,
       pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding, d.datcollate::text AS collate, d.datctype::text AS ctype,
       pg_catalog.age(d.datfrozenxid) AS xid_age, pg_catalog.mxid_age(d.datminmxid) AS mxid_age,
       CASE WHEN seen.size THEN pg_catalog.pg_database_size(d.oid) END AS size_bytes,
       acl.public_connect, acl.public_temp, acl.public_create,
       (d.datcollversion IS NOT NULL AND d.datcollversion IS DISTINCT FROM pg_catalog.pg_database_collation_actual_version(d.oid)) AS collation_mismatch,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - st.stats_reset))::bigint AS stats_reset_age_s,
       -- Counters are emptied by a reset, and by a crash, which also restarts those of the server as a whole.
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - greatest(st.stats_reset, shared.since)))::bigint AS stats_age_s,
       st.xact_commit, st.xact_rollback, st.blks_read, st.blks_hit, st.deadlocks, st.conflicts, st.temp_files, st.temp_bytes, st.checksum_failures,
       CASE WHEN NOT seen.size THEN 'denied:size_bytes' END AS _gap
FROM pg_catalog.pg_database d
LEFT JOIN pg_catalog.pg_stat_database st ON st.datid = d.oid
CROSS JOIN (
  SELECT least((SELECT b.stats_reset FROM pg_catalog.pg_stat_bgwriter b), (SELECT a.stats_reset FROM pg_catalog.pg_stat_archiver a)) AS since) shared
CROSS JOIN LATERAL (
  SELECT pg_catalog.has_database_privilege(d.oid, 'CONNECT') OR pg_catalog.pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS size) seen
CROSS JOIN LATERAL (
  SELECT coalesce(pg_catalog.bool_or(x.privilege_type = 'CONNECT'), false) AS public_connect,
         coalesce(pg_catalog.bool_or(x.privilege_type = 'TEMPORARY'), false) AS public_temp,
         coalesce(pg_catalog.bool_or(x.privilege_type = 'CREATE'), false) AS public_create
  FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) x WHERE x.grantee = 0) acl
ORDER BY 1
