# METADATA
# title: Privileges on tables are held without GRANT OPTION
# description: >-
#   Who holds a privilege WITH GRANT OPTION may give it to any role, PUBLIC included, and the owner learns of it only
#   by looking. Access should be decided by the owner.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-grant.html
# - https://www.postgresql.org/docs/current/ddl-priv.html
# custom:
#   id: PG-PRIV-003
#   severity: medium
#   resource: postgresql.RelationGrants
#   needs: [postgresql.RelationGrants, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that grant on behalf of the owner.
#   controls:
#     stig-postgresql: [V-233530]
#     nist-800-53-r5: [AC-3(4)]
#   seeds: []
#   remediation: |
#     -- For each role that the finding names; CASCADE takes away what it granted:
#     -- REVOKE GRANT OPTION FOR ALL ON {{schema}}.{{name}} FROM that_role;
package assay.rules.postgresql.grant_options

import data.assay.lib.postgresql

fail contains {"message": message, "at": "roles"} if {
	some grant in input.resource.data.roles
	count(grant.grantable) > 0
	not grant.role in input.parameters.allowed
	not postgresql.provider_owns(grant.role)
	message := sprintf("Role %s may grant %s to others.", [grant.role, concat(", ", grant.grantable)])
}
