# METADATA
# title: No hash index repeats a unique one
# description: >-
#   A primary key or unique constraint has a btree that answers = as well as < and ORDER BY. A hash index on the
#   same column beside it answers nothing more, and every write keeps up both.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes-types.html
# - https://www.postgresql.org/docs/current/hash-index.html
# custom:
#   id: PG-IDX-013
#   severity: low
#   resource: postgresql.Index
#   needs: [postgresql.Index]
#   parameters: {}
#   controls: {}
#   seeds: [S4-T-032]
#   remediation: |
#     DROP INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.hash_beside_unique

import input.resource.data as index

applies if {
	index.method == "hash"
	not index.is_partition
	not index.has_expr
	not index.partial
}

fail contains sprintf("Column %s has the unique index %s already.", [index.keys[0], other.data.name]) if {
	some other in data.estate.children[input.resource.parent]
	other.kind == "postgresql.Index"
	other.data.unique
	other.data.valid
	not other.data.partial
	other.data.keys == index.keys
}
