# METADATA
# title: Superusers do not log in over the network
# description: >-
#   The superuser's password is the whole server. Administration can come by the socket, by SSH or over a bastion
#   that pg_hba.conf names; a line that rejects superusers before the others keeps a guessed or stolen password from
#   being enough.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PG-AUTH-009
#   severity: high
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule, postgresql.Role]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of superusers that may, such as an emergency account.
#   controls:
#     cis-postgresql-17: ["5.11"]
#     nist-800-53-r5: [AC-6(10), AC-17]
#   seeds: []
#   remediation: |
#     # pg_hba.conf, before line {{line}}:
#     # host  all  postgres  all  reject
#     # then SELECT pg_reload_conf();
package assay.rules.postgresql.hba_remote_superuser

import data.assay.lib.hba
import data.assay.lib.postgresql
import input.resource.data as line

applies if hba.from_network

fail contains {"message": message} if {
	count(admitted) > 0
	message := sprintf("Line %s lets superusers in: %s.", [line.line, concat(", ", sort(admitted))])
}

admitted contains role.data.name if {
	some role in data.estate.children[postgresql.server_id]
	role.kind == "postgresql.Role"
	role.data.superuser
	role.data.login
	not role.data.name in input.parameters.allowed
	names := {"all", role.data.name} | {concat("", ["+", m.role]) | some m in role.data.memberships}
	some name in line.roles
	name in names
	not hba.rejected(role.data.name, {"host", line.type})
}

unknown contains "A regular expression names the roles." if hba.by_expression(line.roles)
