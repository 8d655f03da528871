# METADATA
# title: Memberships are granted without ADMIN OPTION
# description: >-
#   Who holds a role WITH ADMIN OPTION hands it on to whom it likes, and takes it away. Access then grows without the
#   people who answer for it. What PostgreSQL 16 and later note for the maker of a role is not meant.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-grant.html#SQL-GRANT-DESCRIPTION-ROLES
# - https://www.postgresql.org/docs/current/role-attributes.html
# custom:
#   id: PG-ROLE-009
#   severity: medium
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that administer memberships.
#   controls:
#     cis-postgresql-17: ["4.3"]
#     stig-postgresql: [V-233530]
#     nist-800-53-r5: [AC-3(4)]
#   seeds: []
#   remediation: |
#     -- For each role that the finding names:
#     -- REVOKE ADMIN OPTION FOR that_role FROM {{name}};
package assay.rules.postgresql.admin_option

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	not role.superuser
	not role.predefined
	not postgresql.provider_owns(role.name)
	not postgresql.handed_out(role.name)
}

fail contains {"message": message, "at": "memberships"} if {
	granted := [membership.role | some membership in role.memberships; administers(membership)]
	count(granted) > 0
	not role.name in input.parameters.allowed
	message := sprintf("The role may grant %s to others.", [concat(", ", granted)])
}

administers(membership) if {
	membership.depth == 1
	membership.admin_option
	not membership.admin_by_creation
}
