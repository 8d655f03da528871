-- kind: postgresql.ColumnarRelation
-- scope: database
-- id: -/columnar/{schema}/{relation}
-- provider: alloydb
-- extension: google_columnar_engine
-- what: the relations of this database in AlloyDB's columnar store, as its view lists them
-- needs: SELECT on g_columnar_relations
-- remedy: GRANT pg_monitor TO {role};
SELECT c.schema_name::text AS schema, c.relation_name::text AS relation, c.status::text AS status
FROM {extension_schema}.g_columnar_relations c WHERE c.database_name::text = pg_catalog.current_database() ORDER BY 1, 2
