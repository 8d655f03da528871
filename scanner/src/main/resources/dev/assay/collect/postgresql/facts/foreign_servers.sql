-- kind: postgresql.ForeignServer
-- scope: database
-- id: -/foreignServers/{name}
-- what: foreign servers, the names of their options (of values only sslmode), and whether user mappings keep a secret; never which
-- window: user_mappings
-- readable: pg_catalog.has_table_privilege('pg_catalog.pg_user_mapping', 'SELECT')
-- without: (SELECT u.srvid, u.umuser, EXISTS (SELECT 1 FROM pg_catalog.unnest(u.umoptions) o WHERE pg_catalog.split_part(o, '=', 1) ~* '(passw|secret|token|credential|private_?key)') AS secret, u.umoptions IS NULL AS hidden FROM pg_catalog.pg_user_mappings u)
-- needs: superuser, or the view assay.user_mappings: PostgreSQL shows the options of a user mapping to nobody but its own user and, for PUBLIC's, the server's owner
-- remedy: Run once, as a superuser, what assay doctor --grants prints: a view that shows whether mappings keep a secret, and never which. Where nobody is superuser, --skip PG-EXT-005.
WITH mapping AS (
  SELECT u.srvid, pg_catalog.count(*) AS mappings, pg_catalog.bool_or(u.umuser = 0) AS public_mapping,
         pg_catalog.count(*) FILTER (WHERE u.secret) AS with_secret,
         -- Without the window, options that are hidden and options that are none look alike.
         pg_catalog.count(*) FILTER (WHERE u.hidden) AS hidden
  FROM {window} u GROUP BY u.srvid)
SELECT s.srvname::text AS name, f.fdwname::text AS wrapper, pg_catalog.pg_get_userbyid(s.srvowner)::text AS owner,
       coalesce((SELECT pg_catalog.array_agg(pg_catalog.split_part(o, '=', 1) ORDER BY 1) FROM pg_catalog.unnest(s.srvoptions) o), '{}') AS option_names,
       (SELECT pg_catalog.substr(o, 9) FROM pg_catalog.unnest(s.srvoptions) o WHERE o LIKE 'sslmode=%' LIMIT 1) AS sslmode,
       EXISTS (SELECT 1 FROM pg_catalog.aclexplode(s.srvacl) x WHERE x.grantee = 0) AS public_usage,
       coalesce(m.mappings, 0) AS mappings, coalesce(m.public_mapping, false) AS public_mapping,
       CASE WHEN seen.whole OR m.with_secret > 0 THEN coalesce(m.with_secret, 0) END AS mappings_with_secret,
       CASE WHEN NOT seen.whole THEN 'denied:mappings_with_secret' END AS _gap
FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper f ON f.oid = s.srvfdw LEFT JOIN mapping m ON m.srvid = s.oid
CROSS JOIN LATERAL (SELECT coalesce(m.hidden, 0) = 0 AS whole) seen
ORDER BY 1
