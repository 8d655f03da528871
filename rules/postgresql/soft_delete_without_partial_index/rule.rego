# METADATA
# title: Tables with soft delete have an index of the rows that live
# description: >-
#   Where rows are marked as deleted and stay, nearly every query asks for the others. An index WHERE deleted_at
#   IS NULL holds only those: it is smaller, and stays so while the deleted ones pile up. The column is
#   recognised by its name.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes-partial.html
# custom:
#   id: PG-IDX-007
#   severity: medium
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Index]
#   parameters:
#     min_rows:
#       default: 10000
#       type: integer
#       description: From how many rows on.
#   controls: {}
#   seeds: [S2-SCH-06, S2-IDX-03, S2-PF-PRF-04, S2-PF-INT-04, S2-T-010, S0-T-013, S0-PRF-02]
#   remediation: |
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}} (<columns asked for>)
#       WHERE deleted_at IS NULL; -- or: WHERE NOT is_deleted
package assay.rules.postgresql.soft_delete_without_partial_index

import data.assay.lib.tables

applies if {
	tables.defined
	not never_marked
}

never_marked if count(tables.columns.soft_delete) == 0

fail contains {"message": message, "at": name} if {
	some entry in tables.columns.soft_delete
	name := tables.column_name(entry)
	not name in mentioned
	tables.rows >= input.parameters.min_rows
	message := sprintf("Rows are marked in %s, there are about %d, and no partial index leaves the marked ones out.", [name, tables.rows])
}

mentioned contains name if {
	some entry in tables.columns.soft_delete
	name := tables.column_name(entry)
	some index in tables.indexes
	index.partial
	contains(index.predicate, name)
}

unknown contains "The table's columns were not read." if not tables.columns
