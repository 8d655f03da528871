# METADATA
# title: Tables have at most 100 columns
# description: >-
#   Every update of one column writes the whole row anew, so a wide row makes each write dear and each page hold
#   few rows. Beyond a hundred columns a table is mostly several things in one; the limit of PostgreSQL is
#   1,600, dropped columns counted.
# related_resources:
# - https://www.postgresql.org/docs/current/limits.html
# custom:
#   id: PG-SCHEMA-010
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     max:
#       default: 100
#       type: integer
#       description: How many columns a table may have.
#   controls: {}
#   seeds: []
#   remediation: |
#     -- Split it by what belongs together, or by what is updated together:
#     CREATE TABLE <part> AS SELECT <key>, <columns> FROM {{schema}}.{{name}};
package assay.rules.postgresql.very_wide_table

import data.assay.lib.tables

applies if tables.defined

fail contains sprintf("The table has %d columns.", [tables.columns.columns]) if {
	tables.columns.columns > input.parameters.max
}

unknown contains "The table's columns were not read." if not tables.columns
