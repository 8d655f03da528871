# METADATA
# title: Roles with REPLICATION do nothing but replicate
# description: >-
#   REPLICATION reads the whole server as a stream of its files, past every grant and policy, and may hold WAL back
#   until the disk is full. A role that replicates should be able to do nothing else, so that its password lies on
#   standbys only and its sessions are easy to tell.
# related_resources:
# - https://www.postgresql.org/docs/current/role-attributes.html
# - https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-AUTHENTICATION
# custom:
#   id: PG-ROLE-006
#   severity: high
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that replicate and do other things, too.
#   controls:
#     cis-postgresql-17: ["7.1"]
#     stig-postgresql: [V-233530]
#     nist-800-53-r5: [AC-3(4)]
#   seeds: []
#   remediation: |
#     -- Replicate with a role of its own, and then:
#     ALTER ROLE {{name}} NOREPLICATION;
package assay.rules.postgresql.replication_roles

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.replication
	not role.superuser
	not postgresql.provider_owns(role.name)
	not postgresql.handed_out(role.name)
	not role.name in input.parameters.allowed
}

fail contains {"message": sprintf("The role replicates, and it %s.", [other]), "at": "replication"} if some other in others

others contains sprintf("owns %d objects", [role.owned_objects]) if role.owned_objects > 0

others contains "has CREATEROLE" if role.createrole

others contains "has CREATEDB" if role.createdb

# To look at statistics and settings is part of watching a standby.
others contains sprintf("is a member of %s", [concat(", ", groups)]) if {
	groups := [group | some group in role.member_of; not group in {"pg_monitor", "pg_read_all_settings", "pg_read_all_stats"}]
	count(groups) > 0
}
