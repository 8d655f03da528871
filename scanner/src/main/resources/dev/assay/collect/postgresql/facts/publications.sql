-- kind: postgresql.Publication
-- scope: database
-- id: -/publications/{name}
-- what: publications, and the tables in them whose changed rows a subscriber could not find
-- needs: nothing beyond a connection
WITH
identified AS (
  SELECT c.oid FROM pg_catalog.pg_class c
  WHERE c.relreplident = 'f'
     OR c.relreplident = 'd' AND EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
     OR c.relreplident = 'i' AND EXISTS (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisreplident AND i.indisvalid)),
published AS (
  SELECT t.pubname, c.oid, n.nspname || '.' || c.relname AS name
  FROM pg_catalog.pg_publication_tables t
  JOIN pg_catalog.pg_namespace n ON n.nspname = t.schemaname JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
  WHERE c.relkind = 'r')
SELECT p.pubname::text AS name, pg_catalog.pg_get_userbyid(p.pubowner)::text AS owner, p.puballtables AS all_tables, p.pubviaroot AS via_root,
       p.pubinsert AS inserts, p.pubupdate AS updates, p.pubdelete AS deletes,
       t.tables, t.unidentified, t.unidentified_names
FROM pg_catalog.pg_publication p
CROSS JOIN LATERAL (
  SELECT pg_catalog.count(*) AS tables, pg_catalog.count(*) FILTER (WHERE i.oid IS NULL) AS unidentified,
         coalesce((pg_catalog.array_agg(x.name ORDER BY x.name) FILTER (WHERE i.oid IS NULL))[1:20], '{}') AS unidentified_names
  FROM published x LEFT JOIN identified i ON i.oid = x.oid WHERE x.pubname = p.pubname) t
ORDER BY 1
