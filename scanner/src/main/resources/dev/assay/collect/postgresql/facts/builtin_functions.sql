-- kind: postgresql.BuiltinFunction
-- scope: database
-- id: pg_catalog/functions/{name}({args_md5})
-- what: functions of the server that initdb keeps from PUBLIC because they reach its files, its processes or its configuration, and who was let in since
-- needs: nothing beyond a connection
SELECT p.proname::text AS name, pg_catalog.md5(pg_catalog.pg_get_function_identity_arguments(p.oid)) AS args_md5,
       pg_catalog.pg_get_function_identity_arguments(p.oid) AS arguments,
       pg_catalog.bool_or(x.grantee = 0 AND y.grantee IS NULL) AS public_execute,
       coalesce(pg_catalog.array_agg(DISTINCT pg_catalog.pg_get_userbyid(x.grantee)::text) FILTER (WHERE x.grantee <> 0 AND y.grantee IS NULL), '{}') AS roles
FROM pg_catalog.pg_proc p
JOIN pg_catalog.pg_init_privs i ON i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND i.objoid = p.oid AND i.objsubid = 0
-- The owner is always there, so that a function whose grants are as at first has a row too.
LEFT JOIN LATERAL (SELECT a.grantee FROM pg_catalog.aclexplode(p.proacl) a WHERE a.privilege_type = 'EXECUTE' AND a.grantee <> p.proowner UNION ALL SELECT p.proowner) x ON true
LEFT JOIN LATERAL (SELECT p.proowner AS grantee UNION SELECT b.grantee FROM pg_catalog.aclexplode(i.initprivs) b WHERE b.privilege_type = 'EXECUTE') y ON y.grantee = x.grantee
WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
  AND p.proname IN ('lo_export', 'lo_import', 'pg_create_restore_point', 'pg_file_rename', 'pg_file_sync', 'pg_file_unlink', 'pg_file_write', 'pg_log_backend_memory_contexts',
    'pg_logfile_rotate', 'pg_ls_dir', 'pg_promote', 'pg_read_binary_file', 'pg_read_file', 'pg_reload_conf', 'pg_replication_origin_create', 'pg_rotate_logfile', 'pg_stat_file',
    'pg_stat_reset', 'pg_switch_wal')
GROUP BY p.oid, p.proname
ORDER BY 1, 2
