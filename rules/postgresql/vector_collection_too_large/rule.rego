# METADATA
# title: Collections of vectors are of a size that pgvector serves well
# description: >-
#   An hnsw index is fast while it is in memory, and ten million vectors of 768 dimensions are some 40 GB.
#   Beyond that a build takes hours and a search reads from disk; a ScaNN index, halfvec, or partitions by
#   tenant keep it in bounds.
# related_resources:
# - https://github.com/pgvector/pgvector#scaling
# - https://cloud.google.com/alloydb/docs/ai/choose-index-strategy
# custom:
#   id: PG-VEC-005
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Index]
#   parameters:
#     max_rows:
#       default: 10000000
#       type: integer
#       description: How many rows with vectors are well served.
#   controls: {}
#   seeds: [S2-T-003]
#   remediation: |
#     -- Half the memory:
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE halfvec(768);
#     -- Or partition by tenant or time, each with an index of its own; on
#     -- AlloyDB: USING scann (<column> cosine).
package assay.rules.postgresql.vector_collection_too_large

import data.assay.lib.tables

applies if {
	tables.defined
	not without_vectors
}

without_vectors if count(tables.columns.vectors) == 0

fail contains sprintf("About %d rows with vectors.", [tables.rows]) if {
	tables.rows > input.parameters.max_rows
	not scann
}

scann if {
	some index in tables.indexes
	index.method == "scann"
}

unknown contains "The table's columns were not read." if not tables.columns
