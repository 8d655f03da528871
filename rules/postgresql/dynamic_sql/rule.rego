# METADATA
# title: PL/pgSQL does not build statements by joining text
# description: >-
#   EXECUTE runs whatever text it is given. Where that text is joined by || or formatted with %s, a caller's value
#   becomes part of the statement; with SECURITY DEFINER it runs with the owner's privileges. A pattern finds it,
#   which a comment or an unusual style may mislead: look before you change.
# related_resources:
# - https://www.postgresql.org/docs/current/plpgsql-statements.html#PLPGSQL-STATEMENTS-EXECUTING-DYN
# - https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT
# custom:
#   id: PG-FUNC-003
#   severity: high
#   confidence: medium
#   resource: postgresql.Function
#   needs: [postgresql.Function]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Functions (schema.name) that were looked at and are safe.
#   controls:
#     stig-postgresql: [V-233527, V-233528]
#     nist-800-53-r5: [SI-10]
#   seeds: []
#   remediation: |
#     -- In {{schema}}.{{name}}: names by %I, values by USING or %L, for instance
#     -- EXECUTE format('DELETE FROM %I WHERE id = $1', table_name) USING wanted;
package assay.rules.postgresql.dynamic_sql

import input.resource.data as routine

applies if {
	routine.language == "plpgsql"
	not routine.from_extension
}

fail contains {"message": "EXECUTE runs text that is joined by || or formatted with %s.", "at": "dynamic_sql_concat", "severity": severity} if {
	routine.dynamic_sql_concat
	not concat(".", [routine.schema, routine.name]) in input.parameters.allowed
}

severity := "critical" if {
	routine.security_definer
} else := "high"
