# METADATA
# title: Every role that may log in has a way to do so
# description: >-
#   A role without a password, where every line of pg_hba.conf for it asks for one, cannot log in. Either it is left
#   over and should lose LOGIN, or somebody will help it by a trust line.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# - https://www.postgresql.org/docs/current/role-attributes.html
# custom:
#   id: PG-AUTH-004
#   severity: medium
#   resource: postgresql.RolePassword
#   needs: [postgresql.RolePassword, postgresql.HbaRule, postgresql.Role]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233524, V-233612]
#     nist-800-53-r5: [IA-2]
#   seeds: []
#   remediation: |
#     ALTER ROLE {{role}} NOLOGIN;
package assay.rules.postgresql.login_without_password

import data.assay.lib.hba
import data.assay.lib.postgresql
import input.resource.data as password

fail contains "The role has no password, and only passwords let it in." if {
	password.method == "none"
	count(methods) > 0
	count(methods - hba.passwords) == 0
}

methods contains line.method if {
	some line in hba.lines
	line.method != "reject"
	some name in line.roles
	name in named
}

# A pattern may or may not mean the role.
methods contains line.method if {
	some line in hba.lines
	hba.by_expression(line.roles)
}

named := {"all", password.role} | {concat("", ["+", group]) |
	some role in data.estate.children[postgresql.server_id]
	role.kind == "postgresql.Role"
	role.data.name == password.role
	some membership in role.data.memberships
	group := membership.role
}
