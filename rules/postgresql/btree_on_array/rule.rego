# METADATA
# title: Arrays are not indexed by btree
# description: >-
#   A btree on an array compares whole arrays: it helps = and <, hardly ever asked, and not @>, && or = ANY,
#   which is what one asks of an array. It may even refuse rows whose array is too long for an index entry.
# related_resources:
# - https://www.postgresql.org/docs/current/gin.html
# - https://www.postgresql.org/docs/current/functions-array.html
# custom:
#   id: PG-IDX-009
#   severity: low
#   resource: postgresql.Index
#   needs: [postgresql.Index, postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: [S4-T-031]
#   remediation: |
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{table}}
#       USING gin ({{keys}});
#     DROP INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.btree_on_array

import input.resource.data as index

# A unique one is there to forbid equal arrays, which only a btree can.
applies if {
	index.method == "btree"
	not index.unique
	not index.is_partition
	not of_view
}

columns := data.estate.by_id[concat("/", [input.resource.parent, "columns"])].data

# Of a materialised view no columns are told; it is made anew, not written to.
of_view if data.estate.by_id[input.resource.parent].data.kind == "m"

fail contains sprintf("Column %s is an array: a btree finds it as a whole only.", [index.keys[0]]) if {
	index.keys[0] in columns.arrays
}

unknown contains "The table's columns were not read." if not columns
