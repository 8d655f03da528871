-- kind: postgresql.PreparedTransaction
-- scope: server
-- id: -/prepared/{gid_md5}
-- what: transactions that were prepared for a two-phase commit; their identifiers may hold anything, and are hashed
-- needs: nothing beyond a connection
SELECT pg_catalog.md5(p.gid) AS gid_md5, p.owner::text AS owner, p.database::text AS database,
       pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp() - p.prepared))::bigint AS age_s, pg_catalog.age(p.transaction) AS xid_age
FROM pg_catalog.pg_prepared_xacts p ORDER BY 1
