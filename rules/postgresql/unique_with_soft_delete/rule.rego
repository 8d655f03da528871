# METADATA
# title: Uniqueness leaves out rows that are marked as deleted
# description: >-
#   A unique index over all rows of a table with soft delete keeps a deleted customer's e-mail taken for ever:
#   signing up again fails, and the program that meets the error may show that the address was there. Where a
#   value shall never come back, that is as it should be.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes-partial.html
# - https://www.postgresql.org/docs/current/indexes-unique.html
# custom:
#   id: PG-IDX-008
#   severity: low
#   confidence: low
#   resource: postgresql.Index
#   needs: [postgresql.Index, postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: [S2-T-010]
#   remediation: |
#     CREATE UNIQUE INDEX CONCURRENTLY ON {{schema}}.{{table}} ({{keys}})
#       WHERE deleted_at IS NULL; -- or: WHERE NOT is_deleted
#     -- Then drop {{name}}, or the constraint that it backs.
package assay.rules.postgresql.unique_with_soft_delete

import input.resource.data as index

# A foreign key needs uniqueness of all rows, and of a primary key nobody asks for less.
applies if {
	index.unique
	not index.primary
	not index.is_partition
	not index.serves_fk
	not of_view
	not never_marked
}

columns := data.estate.by_id[concat("/", [input.resource.parent, "columns"])].data

# Of a materialised view no columns are told; it is made anew, not written to.
of_view if data.estate.by_id[input.resource.parent].data.kind == "m"

never_marked if count(columns.soft_delete) == 0

marks := {split(entry, ":")[0] | some entry in columns.soft_delete}

fail contains {"message": message, "evidence": {"keys": index.keys, "soft_delete": columns.soft_delete}} if {
	index.partial == false
	count(marks & {key | some key in index.keys}) == 0
	message := sprintf("It is unique among deleted rows too; they are marked in %s.", [concat(", ", sort(marks))])
}

unknown contains "The table's columns were not read." if not columns
