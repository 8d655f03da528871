-- kind: postgresql.Connections
-- scope: server
-- id: -/connections
-- what: how many clients are connected, and how many may be; background processes are not counted
-- needs: nothing beyond a connection
SELECT pg_catalog.current_setting('max_connections')::int AS max_connections,
       pg_catalog.current_setting('superuser_reserved_connections')::int AS superuser_reserved,
       coalesce(pg_catalog.current_setting('reserved_connections', true), '0')::int AS reserved,
       -- Of a session that this role may not look into, even the type of its process is hidden; its database is not.
       pg_catalog.count(*) FILTER (WHERE a.backend_type = 'client backend' OR a.backend_type IS NULL AND a.datid IS NOT NULL) AS clients
FROM pg_catalog.pg_stat_activity a
