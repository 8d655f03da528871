# METADATA
# title: Tables have more than one column
# description: >-
#   A table without columns holds nothing, and one with a single column is mostly left over from an experiment
#   or the list of an enum. Where a plain set of keys is meant, the finding may be waived.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-basics.html
# custom:
#   id: PG-SCHEMA-011
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     DROP TABLE {{schema}}.{{name}}; -- if nothing uses it
package assay.rules.postgresql.single_column_table

import data.assay.lib.tables

applies if tables.defined

fail contains "The table has no column." if tables.columns.columns == 0

fail contains "The table has one column only." if tables.columns.columns == 1

unknown contains "The table's columns were not read." if not tables.columns
