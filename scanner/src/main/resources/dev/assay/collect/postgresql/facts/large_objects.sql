-- kind: postgresql.LargeObjects
-- scope: database
-- id: -/largeObjects
-- what: how many large objects there are, and how many of them PUBLIC may read or write; never their content
-- needs: nothing beyond a connection
SELECT pg_catalog.count(*) AS objects,
       pg_catalog.count(*) FILTER (WHERE l.lomacl IS NOT NULL AND EXISTS (SELECT 1 FROM pg_catalog.aclexplode(l.lomacl) x WHERE x.grantee = 0)) AS public_objects
FROM pg_catalog.pg_largeobject_metadata l
