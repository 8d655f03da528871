-- kind: postgresql.EventTrigger
-- scope: database
-- id: -/eventTriggers/{name}
-- what: event triggers; those of extensions are left out
-- needs: nothing beyond a connection
SELECT e.evtname::text AS name, e.evtevent::text AS event,
       CASE e.evtenabled WHEN 'O' THEN 'origin' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE 'disabled' END AS enabled,
       o.rolname::text AS owner, o.rolcanlogin AS owner_login, (o.oid = 10) AS owner_bootstrap, n.nspname || '.' || p.proname AS function
FROM pg_catalog.pg_event_trigger e JOIN pg_catalog.pg_roles o ON o.oid = e.evtowner JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND d.objid = e.oid AND d.deptype = 'e'
WHERE d.objid IS NULL
ORDER BY 1
