# METADATA
# title: No role bypasses row-level security unless it is allowed by name
# description: >-
#   BYPASSRLS switches every row-level security policy off for the role, in every table and silently.
#   In a database that keeps tenants apart by policies, whoever reaches such a role reads all tenants.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/role-attributes.html
# custom:
#   id: PG-ROLE-003
#   severity: high
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that may bypass policies, such as the role of a logical backup.
#   controls:
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233530]
#     nist-800-53-r5: [AC-3(4)]
#   seeds: []
#   remediation: |
#     ALTER ROLE {{name}} NOBYPASSRLS;
package assay.rules.postgresql.bypassrls_roles

import data.assay.lib.postgresql

# A superuser bypasses policies whatever this attribute says: PG-ROLE-001 speaks of it.
applies if {
	not input.resource.data.bootstrap
	not input.resource.data.superuser
	not postgresql.provider_owns(input.resource.data.name)
}

fail contains "The role bypasses every row-level security policy." if {
	input.resource.data.bypassrls
	not input.resource.data.name in input.parameters.allowed
}
