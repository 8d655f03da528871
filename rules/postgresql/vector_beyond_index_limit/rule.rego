# METADATA
# title: Vectors of large tables are short enough to be indexed
# description: >-
#   pgvector's indexes take up to 2,000 dimensions of a vector and 4,000 of a halfvec. Beyond that every search
#   reads the whole table, unless the index is on an expression: half the precision, a part of the dimensions,
#   or bits. AlloyDB's ScaNN takes longer ones.
# related_resources:
# - https://github.com/pgvector/pgvector#hnsw
# - https://github.com/pgvector/pgvector#half-precision-indexing
# custom:
#   id: PG-VEC-003
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Index]
#   parameters:
#     min_rows:
#       default: 10000
#       type: integer
#       description: From how many rows on.
#   controls: {}
#   seeds: [S1-T-039]
#   remediation: |
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}}
#       USING hnsw ((<column>::halfvec(3072)) halfvec_cosine_ops);
#     -- Queries have to use the same expression. Up to 4,000 dimensions.
package assay.rules.postgresql.vector_beyond_index_limit

import data.assay.lib.tables

applies if {
	tables.defined
	not without_vectors
}

without_vectors if count(tables.columns.vectors) == 0

limit := {"vector": 2000, "halfvec": 4000}

fail contains {"message": message, "at": name} if {
	some entry in tables.columns.vectors
	[name, type, dimensions] = split(entry, ":")
	to_number(dimensions) > limit[type]
	not indexed_otherwise
	tables.rows >= input.parameters.min_rows
	message := sprintf("Column %s has %s dimensions; an index on a %s takes %d.", [name, dimensions, type, limit[type]])
}

indexed_otherwise if {
	some index in tables.indexes
	index.method in {"hnsw", "ivfflat"}
	index.has_expr
}

indexed_otherwise if {
	some index in tables.indexes
	index.method == "scann"
}

unknown contains "The table's columns were not read." if not tables.columns
