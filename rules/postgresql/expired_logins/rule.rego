# METADATA
# title: Roles whose password has expired are removed
# description: >-
#   An expired password locks the role out only where a password is asked for: trust, certificates and IAM let it in
#   as before, and one ALTER ROLE revives it with all its privileges. A role that nobody has missed for weeks is
#   better dropped.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createrole.html
# - https://www.postgresql.org/docs/current/role-removal.html
# custom:
#   id: PG-ROLE-011
#   severity: medium
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     grace_days:
#       default: 30
#       type: integer
#       description: For how many days after its expiry a role may stay.
#   controls:
#     cis-postgresql-17: ["4.4"]
#     stig-postgresql: [V-233515]
#     nist-800-53-r5: [AC-2(1)]
#   seeds: []
#   remediation: |
#     ALTER ROLE {{name}} NOLOGIN;
#     -- In each database where it owns something or holds privileges:
#     -- REASSIGN OWNED BY {{name}} TO another_role;
#     -- DROP OWNED BY {{name}};
#     -- And then:
#     -- DROP ROLE {{name}};
package assay.rules.postgresql.expired_logins

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	role.login
	not postgresql.provider_owns(role.name)
}

fail contains {"message": message, "at": "valid_for_s", "evidence": {"valid_for_s": role.valid_for_s}} if {
	role.has_expiry
	days := floor(abs(role.valid_for_s) / 86400)
	role.valid_for_s < 0 - (input.parameters.grace_days * 86400)
	message := sprintf("The role's password expired %d days ago.", [days])
}
