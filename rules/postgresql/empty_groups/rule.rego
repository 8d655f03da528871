# METADATA
# title: Group roles have members or own something
# description: >-
#   A role that nobody can log in as, that has no member and owns nothing, gives nobody anything, except to the one
#   who is granted it next: along with privileges that were meant for others, years ago.
# related_resources:
# - https://www.postgresql.org/docs/current/role-membership.html
# - https://www.postgresql.org/docs/current/role-removal.html
# custom:
#   id: PG-ROLE-016
#   severity: low
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["4.4"]
#     stig-postgresql: [V-233592, V-233594]
#     nist-800-53-r5: [CM-7]
#   seeds: []
#   remediation: |
#     -- In each database where it holds privileges:
#     -- DROP OWNED BY {{name}};
#     DROP ROLE {{name}};
package assay.rules.postgresql.empty_groups

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.login == false
	not role.predefined
	not role.bootstrap
	not postgresql.provider_owns(role.name)
}

fail contains {"message": "The role has no members and owns nothing.", "at": "members"} if {
	count(role.members) == 0
	role.owned_objects == 0
}
