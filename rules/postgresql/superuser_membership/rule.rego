# METADATA
# title: No login role can become a superuser through its memberships
# description: >-
#   A role that was granted a superuser is one SET ROLE away from it, though a list of superusers does not name
#   it. From PostgreSQL 16 on a grant can leave SET and INHERIT out; either of the two is enough to act with
#   what the superuser owns.
# related_resources:
# - https://www.postgresql.org/docs/current/role-membership.html
# - https://www.postgresql.org/docs/current/sql-grant.html
# custom:
#   id: PG-ROLE-002
#   severity: critical
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of login roles that may become superuser, such as an administrator's personal account.
#   controls:
#     cis-postgresql-17: ["4.3", "4.8"]
#     stig-postgresql: [V-233614]
#     nist-800-53-r5: [AC-6(10)]
#   seeds: [S0-AP-SEC-02, S0-SEC-02]
#   remediation: |
#     -- For each superuser that the finding names:
#     -- REVOKE the_superuser FROM {{name}};
#     -- Then grant what the role really needs.
package assay.rules.postgresql.superuser_membership

import data.assay.lib.postgresql
import input.resource.data as role

# Who is a superuser already needs no membership: PG-ROLE-001 speaks of it.
applies if {
	role.login
	not role.superuser
	not postgresql.provider_owns(role.name)
}

fail contains {"message": message, "at": "memberships", "evidence": membership} if {
	some membership in role.memberships
	membership.superuser
	not role.name in input.parameters.allowed
	message := sprintf("%s superuser %s.", [way(membership), membership.role])
}

way(membership) := "The role may SET ROLE to" if {
	membership.can_set
} else := "The role has the privileges of" if {
	membership.inherits
}
