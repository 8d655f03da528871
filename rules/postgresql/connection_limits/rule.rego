# METADATA
# title: Login roles have a connection limit
# description: >-
#   Without a limit one application, or one leak in its pool, takes all of max_connections and locks every other
#   role out. A limit for each role keeps the trouble where it began. Where a pooler stands in front, it limits.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-alterrole.html
# - https://www.postgresql.org/docs/current/runtime-config-connection.html
# custom:
#   id: PG-ROLE-013
#   severity: low
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     exempt:
#       default: []
#       type: array
#       description: Names of roles that may be without limit.
#     external_pooler:
#       default: false
#       type: boolean
#       description: Whether all connections come through a pooler that limits them; then this rule does not apply.
#   controls:
#     cis-postgresql-17: ["5.5"]
#     stig-postgresql: [V-233522]
#     nist-800-53-r5: [AC-10]
#   seeds: []
#   remediation: |
#     -- As many as its pool needs, and some to spare:
#     ALTER ROLE {{name}} CONNECTION LIMIT 50;
package assay.rules.postgresql.connection_limits

import data.assay.lib.postgresql
import input.resource.data as role

# Limits do not bind superusers.
applies if {
	not input.parameters.external_pooler
	role.login
	not role.superuser
	not role.name in input.parameters.exempt
	not postgresql.provider_owns(role.name)
}

fail contains {"message": "The role may open any number of connections.", "at": "connlimit"} if role.connlimit == -1
