# METADATA
# title: Vector columns of large tables have an index for nearest neighbours
# description: >-
#   Without such an index each search compares the query's vector with every row. That is exact, and right for
#   some thousand rows; beyond that it takes seconds and keeps a processor busy for each search.
# related_resources:
# - https://github.com/pgvector/pgvector#indexing
# - https://cloud.google.com/alloydb/docs/ai/store-index-query-vectors
# custom:
#   id: PG-VEC-001
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Index]
#   parameters:
#     min_rows:
#       default: 10000
#       type: integer
#       description: From how many rows on.
#   controls: {}
#   seeds: [S1-T-039, S1-T-071]
#   remediation: |
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}}
#       USING hnsw (<column> vector_cosine_ops); -- the operator of the queries
#     -- AlloyDB: USING scann (<column> cosine), extension alloydb_scann.
package assay.rules.postgresql.vector_without_index

import data.assay.lib.tables

applies if {
	tables.defined
	not without_vectors
}

without_vectors if count(tables.columns.vectors) == 0

fail contains {"message": message, "at": name} if {
	some entry in tables.columns.vectors
	name := tables.column_name(entry)
	not name in indexed
	not on_expression
	tables.rows >= input.parameters.min_rows
	message := sprintf("Column %s has no hnsw, ivfflat or scann index; there are about %d rows.", [name, tables.rows])
}

nearest := {"hnsw", "ivfflat", "scann"}

indexed contains key if {
	some index in tables.indexes
	index.method in nearest
	some key in index.keys
}

# Such as one on (embedding::halfvec(768)); of which column is not read.
on_expression if {
	some index in tables.indexes
	index.method in nearest
	index.has_expr
}

unknown contains "The table's columns were not read." if not tables.columns
