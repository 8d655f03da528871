# METADATA
# title: No large index begins another one of its table
# description: >-
#   An index on (a) is mostly dispensable beside one on (a, b): the wider one finds the same rows. It still
#   costs every write, memory and disk. Unique indexes, those that back a constraint and those that are much
#   smaller than the wider one are left alone: they do something of their own.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes-multicolumn.html
# - https://www.postgresql.org/docs/current/sql-dropindex.html
# custom:
#   id: PG-IDX-004
#   severity: low
#   resource: postgresql.Index
#   needs: [postgresql.Index, postgresql.IndexOverlap]
#   parameters:
#     min_bytes:
#       default: 8388608
#       type: integer
#       description: Smaller indexes are not judged.
#     max_times:
#       default: 4
#       type: integer
#       description: A wider index that is more than so many times as large does not replace this one.
#   controls: {}
#   seeds: [S2-T-020, S2-T-018]
#   remediation: |
#     DROP INDEX CONCURRENTLY {{schema}}.{{name}};
#     -- On a partitioned table: without CONCURRENTLY.
package assay.rules.postgresql.prefix_redundant_index

import input.resource.data as index

applies if {
	not index.unique
	not index.replident
	not index.is_partition
	index.constraint_types == ""
}

fail contains {"message": message, "evidence": object.filter(index, {"est_bytes", "keys"})} if {
	large
	some wider in wider_indexes
	wider.est_bytes <= input.parameters.max_times * index.est_bytes
	message := sprintf("Its keys begin those of %s (%d bytes), which serves the same queries.", [wider.name, wider.est_bytes])
}

# An index of a partitioned table has no pages itself.
large if index.is_parent

large if index.est_bytes >= input.parameters.min_bytes

wider_indexes contains other.data if {
	some overlap in data.estate.children[input.resource.parent]
	overlap.kind == "postgresql.IndexOverlap"
	overlap.data.redundant == index.name
	overlap.data.relation in {"prefix", "same_keys"}
	some other in data.estate.children[input.resource.parent]
	other.kind == "postgresql.Index"
	other.data.name == overlap.data.covered_by
}
