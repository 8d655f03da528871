# METADATA
# title: No function of the user's own is LEAKPROOF
# description: >-
#   LEAKPROOF tells the planner that it may call the function on rows before a row-level policy or a security barrier
#   has hidden them. If the function raises an error that names its argument, or logs it, the hidden rows are told.
#   PostgreSQL takes the word of whoever wrote it.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createfunction.html
# - https://www.postgresql.org/docs/current/rules-privileges.html
# custom:
#   id: PG-FUNC-004
#   severity: medium
#   resource: postgresql.Function
#   needs: [postgresql.Function]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Functions (schema.name) of which it was shown that they tell nothing.
#   controls:
#     stig-postgresql: [V-233616]
#     nist-800-53-r5: [SC-4]
#   seeds: []
#   remediation: |
#     ALTER ROUTINE {{schema}}.{{name}} NOT LEAKPROOF;
#     -- Add the argument types where the name is overloaded.
package assay.rules.postgresql.leakproof_functions

import input.resource.data as routine

applies if not routine.from_extension

fail contains {"message": "The planner may call it on rows that policies hide.", "at": "leakproof"} if {
	routine.leakproof
	not concat(".", [routine.schema, routine.name]) in input.parameters.allowed
}
