-- kind: postgresql.Subscription
-- scope: database
-- id: -/subscriptions/{name}
-- what: subscriptions of this database; their connection strings are never read
-- needs: nothing beyond a connection
SELECT s.subname::text AS name, s.subenabled AS enabled, pg_catalog.pg_get_userbyid(s.subowner)::text AS owner, coalesce(o.rolsuper, false) AS owner_superuser
FROM pg_catalog.pg_subscription s LEFT JOIN pg_catalog.pg_roles o ON o.oid = s.subowner
WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) ORDER BY 1
