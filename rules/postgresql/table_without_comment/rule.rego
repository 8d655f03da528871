# METADATA
# title: Tables have a comment, where that is demanded
# description: >-
#   A sentence on what a table is for, kept in the database itself, is what the next reader, a data catalogue
#   and an auditor find first. Few ask for it, so this is judged only where the parameter says so.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-comment.html
# custom:
#   id: PG-SCHEMA-021
#   severity: info
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     demanded:
#       default: false
#       type: boolean
#       description: Whether tables must have comments.
#   controls: {}
#   seeds: []
#   remediation: |
#     COMMENT ON TABLE {{schema}}.{{name}} IS '<what it is for>';
package assay.rules.postgresql.table_without_comment

import data.assay.lib.tables

applies if {
	input.parameters.demanded
	tables.defined
}

fail contains "The table has no comment." if input.resource.data.has_comment == false
