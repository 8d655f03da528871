# METADATA
# title: Tables have no rewrite rules
# description: >-
#   A rule changes the statement before it is planned: volatile expressions are evaluated more than once, COPY passes
#   by, and row counts lie. On tables a trigger says the same and is understood. Rules that let a view be written
#   are not meant.
# related_resources:
# - https://www.postgresql.org/docs/current/rules-triggers.html
# - https://www.postgresql.org/docs/current/sql-createrule.html
# custom:
#   id: PG-FUNC-006
#   severity: low
#   resource: postgresql.RewriteRule
#   needs: [postgresql.RewriteRule]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233526]
#     nist-800-53-r5: [SI-10]
#   seeds: []
#   remediation: |
#     -- Once a trigger does what it did:
#     DROP RULE {{name}} ON {{schema}}.{{table}};
package assay.rules.postgresql.rewrite_rules

import input.resource.data as rewriting

fail contains {"message": sprintf("A rule rewrites every %s on the table.", [rewriting.event]), "at": "name"} if {
	rewriting.table_kind in {"p", "r"}
}
