# METADATA
# title: Login roles do not have CREATEROLE
# description: >-
#   A role with CREATEROLE makes and changes other roles. Until PostgreSQL 15 it may grant itself any role that is
#   not a superuser, pg_execute_server_program included, and so take the server; from 16 on it governs only the
#   roles that it made, which is still a way to keep access that nobody counts.
# related_resources:
# - https://www.postgresql.org/docs/current/role-attributes.html
# - https://www.postgresql.org/docs/16/release-16.html
# custom:
#   id: PG-ROLE-004
#   severity: high
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of login roles that administer other roles.
#   controls:
#     cis-postgresql-17: ["4.3"]
#     stig-postgresql: [V-233614]
#     nist-800-53-r5: [AC-6(10)]
#   seeds: [S0-SEC-02]
#   remediation: |
#     ALTER ROLE {{name}} NOCREATEROLE;
package assay.rules.postgresql.createrole_logins

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.login
	not role.superuser
	not postgresql.provider_owns(role.name)
	not postgresql.handed_out(role.name)
}

fail contains {"message": "The role can log in and has CREATEROLE.", "at": "createrole", "severity": severity} if {
	role.createrole
	not role.name in input.parameters.allowed
}

severity := "medium" if {
	postgresql.server.major >= 16
} else := "high"
