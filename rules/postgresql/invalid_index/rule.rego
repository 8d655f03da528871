# METADATA
# title: All indexes are valid
# description: >-
#   CREATE INDEX CONCURRENTLY that failed leaves an invalid index: no query uses it, every write keeps it up,
#   and if it was to be unique nothing is guaranteed. REINDEX CONCURRENTLY leaves such remains too, named with
#   _ccnew or _ccold.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
# - https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY
# custom:
#   id: PG-IDX-005
#   severity: high
#   resource: postgresql.Index
#   needs: [postgresql.Index]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     REINDEX INDEX CONCURRENTLY {{schema}}.{{name}};
#     -- Or, where another index does its work:
#     --   DROP INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.invalid_index

import input.resource.data as index

# The index of a partitioned table is invalid until each partition has one: a state on the way.
applies if not index.is_parent

fail contains "No query uses the index, and every write keeps it up." if {
	index.valid == false
	index.building == false
}

unknown contains "It is not valid; it may be under construction." if {
	index.valid == false
	index.building
}
