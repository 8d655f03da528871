# METADATA
# title: No index has a duplicate
# description: >-
#   Two indexes of the same columns, order, operators and condition answer the same queries; the second one only
#   costs writes, memory and disk. They come about by migrations that add an index which a constraint already has.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes.html
# - https://www.postgresql.org/docs/current/sql-dropindex.html
# custom:
#   id: PG-IDX-003
#   severity: medium
#   resource: postgresql.Index
#   needs: [postgresql.Index, postgresql.IndexOverlap]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     DROP INDEX CONCURRENTLY {{schema}}.{{name}};
#     -- Where it backs a constraint:
#     --   ALTER TABLE {{schema}}.{{table}}
#     --     DROP CONSTRAINT {{name}};
#     -- On a partitioned table: without CONCURRENTLY.
package assay.rules.postgresql.duplicate_index

# A partition's index is judged through the index of the parent.
applies if not input.resource.data.is_partition

fail contains sprintf("It does the same as %s.", [concat(", ", sort(duplicates))]) if count(duplicates) > 0

duplicates contains overlap.data.covered_by if {
	some overlap in data.estate.children[input.resource.parent]
	overlap.kind == "postgresql.IndexOverlap"
	overlap.data.relation == "duplicate"
	overlap.data.redundant == input.resource.data.name
}
