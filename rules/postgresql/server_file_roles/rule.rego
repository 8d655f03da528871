# METADATA
# title: No login role may read or write the server's files or run programs on it
# description: >-
#   The predefined roles for server files and programs reach everything that the operating system's user of the
#   server reaches: data files, keys, pg_hba.conf, a shell. Whoever has one of them is a superuser in all but name.
# related_resources:
# - https://www.postgresql.org/docs/current/predefined-roles.html
# - https://www.postgresql.org/docs/current/sql-copy.html
# custom:
#   id: PG-ROLE-007
#   severity: critical
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of login roles that load from, or unload to, files of the server.
#   controls:
#     cis-postgresql-17: ["4.9"]
#     stig-postgresql: [V-233593, V-233614]
#     nist-800-53-r5: [CM-7]
#   seeds: [S0-SEC-02]
#   remediation: |
#     -- For each of the roles that the finding names, for instance:
#     REVOKE pg_read_server_files, pg_write_server_files, pg_execute_server_program FROM {{name}};
#     -- psql's \copy reads and writes files of the client instead.
package assay.rules.postgresql.server_file_roles

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.login
	not role.superuser
	not postgresql.provider_owns(role.name)
}

fail contains {"message": message, "at": "memberships", "evidence": membership} if {
	some membership in role.memberships
	membership.role in {"pg_execute_server_program", "pg_read_server_files", "pg_write_server_files"}
	postgresql.usable(membership)
	not role.name in input.parameters.allowed
	message := sprintf("The role has the privileges of %s.", [membership.role])
}
