# METADATA
# title: Login roles do not have CREATEDB
# description: >-
#   Who makes a database owns it: may fill the disk, put data where no backup and no audit looks, and let others
#   in. An application has no need of it; tests that do have a server of their own.
# related_resources:
# - https://www.postgresql.org/docs/current/role-attributes.html
# - https://www.postgresql.org/docs/current/sql-createdatabase.html
# custom:
#   id: PG-ROLE-005
#   severity: medium
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of login roles that may make databases.
#   controls:
#     cis-postgresql-17: ["4.3"]
#     stig-postgresql: [V-233587]
#     nist-800-53-r5: [CM-11(2)]
#   seeds: [S0-SEC-02]
#   remediation: |
#     ALTER ROLE {{name}} NOCREATEDB;
package assay.rules.postgresql.createdb_logins

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.login
	not role.superuser
	not postgresql.provider_owns(role.name)
	not postgresql.handed_out(role.name)
}

fail contains {"message": "The role can log in and has CREATEDB.", "at": "createdb"} if {
	role.createdb
	not role.name in input.parameters.allowed
}
