# METADATA
# title: Tables with row-level security policies have row-level security enabled
# description: >-
#   A policy does nothing until the table has row-level security enabled. Everybody who reads the schema
#   believes that rows are filtered, and every role with SELECT reads all of them.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# custom:
#   id: PG-RLS-001
#   severity: high
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: [S0-SEC-03, S0-T-044, S2-SEC-01, S2-T-046, S4-T-043]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} ENABLE ROW LEVEL SECURITY;
#     ALTER TABLE {{schema}}.{{name}} FORCE ROW LEVEL SECURITY;
package assay.rules.postgresql.rls_not_enabled

import data.assay.lib.postgresql

# A partition may be read by its own name, and then its own policies count.
applies if {
	postgresql.own_relation
	input.resource.data.policies > 0
}

fail contains sprintf("The table has policies (%d), and row-level security is off.", [input.resource.data.policies]) if {
	input.resource.data.rls == false
}
