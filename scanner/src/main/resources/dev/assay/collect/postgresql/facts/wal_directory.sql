-- kind: postgresql.WalDirectory
-- scope: server
-- id: -/wal
-- provider: postgresql cloudsql rds azure
-- what: how much write-ahead log there is on disk; AlloyDB keeps it in its storage layer
-- needs: EXECUTE on pg_ls_waldir() (in pg_monitor)
-- readable: pg_catalog.has_function_privilege('pg_catalog.pg_ls_waldir()', 'EXECUTE')
-- remedy: GRANT pg_monitor TO {role};
SELECT pg_catalog.count(*) AS files, coalesce(pg_catalog.sum(w.size), 0)::bigint AS bytes FROM pg_catalog.pg_ls_waldir() w
