# METADATA
# title: SECURITY DEFINER functions are not executable by PUBLIC
# description: >-
#   Such a function acts with its owner's privileges, and every new function may be executed by every role. Together
#   they hand a piece of the owner to everybody, including roles that are not made yet.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY
# - https://www.postgresql.org/docs/current/ddl-priv.html
# custom:
#   id: PG-FUNC-002
#   severity: high
#   resource: postgresql.Function
#   needs: [postgresql.Function, postgresql.Schema]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Functions (schema.name) that are for every role on purpose.
#   controls:
#     cis-postgresql-17: ["4.5"]
#     stig-postgresql: [V-233543]
#     nist-800-53-r5: [AC-6(8)]
#   seeds: []
#   remediation: |
#     -- In psql; the first column is run, statement by statement:
#     SELECT format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', p.oid::regprocedure)
#       FROM pg_proc p WHERE p.prosecdef AND p.proname = {{name|literal}}
#         AND p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = {{schema|literal}}) \gexec
#     -- Then, for each role that calls it:
#     -- GRANT EXECUTE ON ROUTINE {{schema}}.{{name}} TO that_role;
package assay.rules.postgresql.public_security_definer

import input.resource.data as routine

applies if {
	routine.security_definer
	not routine.from_extension
	not concat(".", [routine.schema, routine.name]) in input.parameters.allowed
}

fail contains {"message": message, "at": "public_execute", "severity": severity} if {
	routine.public_execute
	message := sprintf("Every role may execute it with the privileges of %s.", [routine.owner])
}

# Without USAGE on the schema most roles cannot name it.
severity := "medium" if {
	data.estate.by_id[input.resource.parent].data.public_usage == false
} else := "high"
