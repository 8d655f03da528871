# METADATA
# title: Views over tables with row-level security do not read past it
# description: >-
#   A view reads its tables as its owner. Where policies do not bind the owner, everybody who may read the view reads
#   all rows, however well the table is guarded. With security_invoker, from PostgreSQL 15 on, it reads as its caller.
#   What a view reads through another view is the other's matter.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createview.html
# - https://www.postgresql.org/docs/current/rules-privileges.html
# custom:
#   id: PG-RLS-010
#   severity: high
#   resource: postgresql.RlsView
#   needs: [postgresql.RlsView]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Views (schema.name) that show all rows on purpose, such as sums over all tenants.
#   controls:
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- From PostgreSQL 15 on:
#     ALTER VIEW {{schema}}.{{name}} SET (security_invoker = true);
#     -- Before: give it to a role that owns none of its tables and has no BYPASSRLS.
package assay.rules.postgresql.views_bypass_rls

import input.resource.data as seen

applies if {
	seen.kind == "v"
	not concat(".", [seen.schema, seen.name]) in input.parameters.allowed
}

fail contains {"message": message, "at": "tables", "severity": severity} if {
	seen.security_invoker == false
	open := [table.table | some table in seen.tables; table.direct; table.owner_bypasses]
	count(open) > 0
	message := sprintf("It reads %s as %s, whom its policies do not bind.", [concat(", ", open), seen.owner])
}

# Only the owner can read it, who reads past the policies anyway.
severity := "high" if {
	seen.granted_to_others
} else := "low"
