# METADATA
# title: Passwords of login roles expire, where policy demands rotation
# description: >-
#   VALID UNTIL ends a password, and with it what a forgotten or leaked copy is worth. It concerns passwords only:
#   roles that log in by certificate, IAM or Kerberos are not bound by it. Few policies still demand rotation, so
#   that this rule has to be switched on.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createrole.html
# - https://pages.nist.gov/800-63-4/sp800-63b.html
# custom:
#   id: PG-ROLE-010
#   severity: low
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     require_expiry:
#       default: false
#       type: boolean
#       description: Whether your policy demands that passwords expire.
#     exempt:
#       default: '@|\.iam$'
#       type: string
#       description: Names of roles without a password, as a regular expression; the default is how Google names its IAM users.
#   controls:
#     cis-postgresql-17: ["5.6"]
#     stig-postgresql: [V-233515]
#     nist-800-53-r5: [AC-2(1)]
#   seeds: []
#   remediation: |
#     -- With the date that your policy says:
#     ALTER ROLE {{name}} VALID UNTIL '2030-01-01';
package assay.rules.postgresql.password_expiry

import data.assay.lib.postgresql
import input.resource.data as role

applies if {
	input.parameters.require_expiry
	role.login
	not role.bootstrap
	not postgresql.provider_owns(role.name)
	not regex.match(input.parameters.exempt, role.name)
}

fail contains {"message": "The role's password never expires.", "at": "has_expiry"} if role.has_expiry == false
