# METADATA
# title: Names are in snake_case and need no quotes
# description: >-
#   A name with capitals, blanks or other signs has to be quoted for ever, in every query, script and tool; the
#   one place that forgets it finds no such column, or another one.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS
# custom:
#   id: PG-SCHEMA-009
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: [S2-SCH-02, S2-PF-SCH-06]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       RENAME COLUMN <"oldName"> TO <new_name>;
#     -- Until all programs know the new name, a view can keep the old one.
package assay.rules.postgresql.names_need_quotes

import data.assay.lib.tables

snake_case := "^[a-z_][a-z0-9_]*$"

applies if tables.defined

fail contains {"message": message, "evidence": {"bad_names": tables.columns.bad_names}} if {
	count(tables.columns.bad_names) > 0
	message := sprintf("Names of columns need quotes: %s.", [concat(", ", tables.columns.bad_names)])
}

fail contains "The name of the table needs quotes." if not regex.match(snake_case, input.resource.data.name)

fail contains "The name of its schema needs quotes." if not regex.match(snake_case, input.resource.data.schema)

unknown contains "The table's columns were not read." if not tables.columns
