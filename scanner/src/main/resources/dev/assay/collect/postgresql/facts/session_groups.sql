-- kind: postgresql.SessionGroup
-- scope: server
-- id: -/sessions/{role}/{database}
-- what: client sessions of each role in each database, counted; no addresses, no query texts
-- needs: pg_read_all_stats (in pg_monitor)
-- remedy: GRANT pg_read_all_stats TO {role};
WITH
session AS (
  SELECT coalesce(a.usename::text, '') AS role, coalesce(a.datname::text, '') AS database,
         a.state, a.client_addr, a.backend_start, a.state_change, a.xact_start, a.backend_xmin, s.ssl, s.version,
         -- What a client calls itself may hold a whole connection string.
         CASE WHEN a.application_name ~* '(passw|secret|token|credential|api_?key|://[^/]*@)' THEN 'hidden: it may hold a secret' ELSE pg_catalog.left(a.application_name, 64) END AS application,
         w.since AS waiting_since, CASE WHEN w.since IS NOT NULL THEN pg_catalog.cardinality(pg_catalog.pg_blocking_pids(a.pid)) ELSE 0 END AS blocked_by,
         (a.backend_type IS NULL) AS masked,
         (a.client_addr IS NOT NULL AND NOT a.client_addr <<= '127.0.0.0/8' AND a.client_addr <> '::1') AS remote
  FROM pg_catalog.pg_stat_activity a LEFT JOIN pg_catalog.pg_stat_ssl s ON s.pid = a.pid
  LEFT JOIN (SELECT l.pid, pg_catalog.min(l.waitstart) AS since FROM pg_catalog.pg_locks l WHERE NOT l.granted GROUP BY l.pid) w ON w.pid = a.pid
  -- Of a session that this role may not look into, even the type of its process is hidden.
  WHERE (a.backend_type = 'client backend' OR a.backend_type IS NULL AND a.datid IS NOT NULL)
    AND a.pid <> pg_catalog.pg_backend_pid()),
counted AS (
  SELECT s.role, s.database, pg_catalog.count(*) FILTER (WHERE s.masked) AS masked,
         pg_catalog.count(*) AS sessions,
         pg_catalog.count(*) FILTER (WHERE s.state = 'active') AS active,
         pg_catalog.count(*) FILTER (WHERE s.state = 'idle') AS idle,
         pg_catalog.count(*) FILTER (WHERE s.state LIKE 'idle in transaction%') AS idle_in_tx,
         pg_catalog.count(*) FILTER (WHERE s.remote) AS remote,
         pg_catalog.count(*) FILTER (WHERE s.remote AND NOT coalesce(s.ssl, false)) AS remote_plaintext,
         pg_catalog.count(*) FILTER (WHERE s.ssl AND s.version IN ('SSLv3', 'TLSv1', 'TLSv1.1')) AS weak_tls,
         pg_catalog.count(DISTINCT s.client_addr) AS distinct_clients,
         pg_catalog.count(DISTINCT s.application) FILTER (WHERE s.application <> '') AS distinct_apps,
         coalesce((pg_catalog.array_agg(DISTINCT s.application) FILTER (WHERE s.application <> ''))[1:10], '{}') AS apps,
         pg_catalog.count(*) FILTER (WHERE coalesce(s.application, '') = '') AS unnamed,
         pg_catalog.max(pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - s.backend_start))::bigint) AS oldest_session_s,
         coalesce(pg_catalog.max(pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - s.state_change))::bigint) FILTER (WHERE s.state = 'idle'), 0) AS max_idle_s,
         coalesce(pg_catalog.json_agg(pg_catalog.json_build_object(
           'application', s.application, 'state', s.state,
           'age_s', pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - s.xact_start))::bigint,
           'state_age_s', pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - s.state_change))::bigint,
           'waiting_s', coalesce(pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - s.waiting_since))::bigint, 0),
           'blocked_by', s.blocked_by, 'xmin_age', coalesce(pg_catalog.age(s.backend_xmin), 0)) ORDER BY s.xact_start)
           FILTER (WHERE s.xact_start IS NOT NULL), '[]') AS transactions
  FROM session s GROUP BY 1, 2)
SELECT c.role, c.database, c.sessions, c.masked,
       CASE WHEN c.masked = 0 THEN c.active END AS active, CASE WHEN c.masked = 0 THEN c.idle END AS idle, CASE WHEN c.masked = 0 THEN c.idle_in_tx END AS idle_in_tx,
       CASE WHEN c.masked = 0 THEN c.remote END AS remote, CASE WHEN c.masked = 0 THEN c.remote_plaintext END AS remote_plaintext, CASE WHEN c.masked = 0 THEN c.weak_tls END AS weak_tls,
       CASE WHEN c.masked = 0 THEN c.distinct_clients END AS distinct_clients, CASE WHEN c.masked = 0 THEN c.distinct_apps END AS distinct_apps,
       CASE WHEN c.masked = 0 THEN c.apps END AS apps, CASE WHEN c.masked = 0 THEN c.unnamed END AS unnamed,
       CASE WHEN c.masked = 0 THEN c.oldest_session_s END AS oldest_session_s, CASE WHEN c.masked = 0 THEN c.max_idle_s END AS max_idle_s,
       CASE WHEN c.masked = 0 THEN c.transactions END AS transactions,
       CASE WHEN c.masked > 0 THEN 'denied' END AS _gap
FROM counted c ORDER BY 1, 2
