# METADATA
# title: No login role may read, write or maintain every table
# description: >-
#   pg_read_all_data, pg_write_all_data and pg_maintain reach into every schema, of today and of tomorrow, whatever
#   the grants on the tables say. They are meant for backups and administration; an application that has one can
#   be made to give away what it never needed.
# related_resources:
# - https://www.postgresql.org/docs/current/predefined-roles.html
# custom:
#   id: PG-ROLE-008
#   severity: medium
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of login roles that need it, such as the one of the backup. The role that Assay scans with is always allowed.
#   controls:
#     cis-postgresql-17: ["4.9"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: [S0-SEC-02, S0-T-042]
#   remediation: |
#     -- Grant per schema what it needs, then:
#     REVOKE pg_read_all_data, pg_write_all_data FROM {{name}};
#     -- From PostgreSQL 17 on also:
#     -- REVOKE pg_maintain FROM {{name}};
package assay.rules.postgresql.read_all_data_logins

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.login
	not role.superuser
	not postgresql.provider_owns(role.name)
	not postgresql.handed_out(role.name)
}

fail contains {"message": message, "at": "memberships", "evidence": membership} if {
	some membership in role.memberships
	membership.role in {"pg_maintain", "pg_read_all_data", "pg_write_all_data"}
	postgresql.usable(membership)
	not role.name in input.parameters.allowed
	not postgresql.scans(role.name)
	message := sprintf("The role has the privileges of %s.", [membership.role])
}
