# METADATA
# title: Only roles that migrate may create in schemas of others
# description: >-
#   A role that may create in a schema plants functions and tables there under names that others already use without
#   qualifying them. An application that reads and writes rows needs no such right; the role that migrates does.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-schemas.html
# - https://www.postgresql.org/docs/current/sql-grant.html
# custom:
#   id: PG-PRIV-013
#   severity: medium
#   confidence: medium
#   resource: postgresql.Schema
#   needs: [postgresql.Schema, postgresql.Server]
#   parameters:
#     ddl_roles:
#       default: []
#       type: array
#       description: Names of roles that change schemas, such as the one that migrates.
#   controls:
#     stig-postgresql: [V-233523]
#     nist-800-53-r5: [CM-5(6)]
#   seeds: []
#   remediation: |
#     -- For each role that the finding names:
#     -- REVOKE CREATE ON SCHEMA {{name}} FROM that_role;
package assay.rules.postgresql.schema_create_grants

import data.assay.lib.postgresql
import input.resource.data as schema

applies if not schema.from_extension

fail contains {"message": message, "at": "create_grantees"} if {
	roles := sort([role |
		some role in schema.create_grantees
		not role in input.parameters.ddl_roles
		not postgresql.provider_owns(role)
	])
	count(roles) > 0
	message := sprintf("Beside the owner, %s may create objects in the schema.", [concat(", ", roles)])
}
