# METADATA
# title: PUBLIC may not execute the user's functions
# description: >-
#   Unlike tables, new functions may be executed by every role until somebody revokes it. A function does only what
#   its caller may do, but it shows how the application works and what it trusts. Functions that run as their owner
#   are the matter of PG-FUNC-002.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html
# custom:
#   id: PG-PRIV-006
#   severity: low
#   resource: postgresql.Schema
#   needs: [postgresql.Schema]
#   parameters:
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.5"]
#     stig-postgresql: [V-233518]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- First, for each role that calls them:
#     -- GRANT EXECUTE ON ALL ROUTINES IN SCHEMA {{name}} TO that_role;
#     REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA {{name}} FROM PUBLIC;
#     -- And for those to come; this works for all schemas of an owner only:
#     ALTER DEFAULT PRIVILEGES FOR ROLE {{owner}} REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
package assay.rules.postgresql.public_functions

import input.resource.data as schema

applies if {
	not schema.from_extension
	judged
}

judged if count(input.parameters.schemas) == 0

judged if schema.name in input.parameters.schemas

fail contains {"message": message, "at": "public_functions", "evidence": {"public_functions_sample": schema.public_functions_sample}, "severity": severity} if {
	schema.public_functions > 0
	message := sprintf("Every role may execute %d of %d functions.", [schema.public_functions, schema.functions])
}

# Without USAGE on the schema most roles cannot name them.
severity := "low" if {
	schema.public_usage
} else := "info"
