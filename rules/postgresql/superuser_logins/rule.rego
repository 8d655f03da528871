# METADATA
# title: Only the bootstrap superuser and the roles allowed by name are superusers that can log in
# description: >-
#   A superuser passes every permission check, row-level security included, and can read files and run
#   programs on the server's host. One leaked password of such a role is the whole server, and nothing
#   that it does can be withheld from it or from the audit trail that it may edit.
# related_resources:
# - https://www.postgresql.org/docs/current/role-attributes.html
# - https://www.postgresql.org/docs/current/sql-alterrole.html
# custom:
#   id: PG-ROLE-001
#   severity: critical
#   resource: postgresql.Role
#   needs: [postgresql.Role, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of further superusers that may log in, such as an emergency account.
#   controls:
#     cis-postgresql-17: ["4.3", "5.11"]
#     stig-postgresql: [V-233588, V-233614]
#     nist-800-53-r5: [AC-6(10), SC-2]
#   seeds: [S0-AP-SEC-02]
#   remediation: |
#     -- First grant what it really needs: predefined roles such as
#     -- pg_monitor, or privileges on its own schemas.
#     ALTER ROLE {{name}} NOSUPERUSER;
package assay.rules.postgresql.superuser_logins

import data.assay.lib.postgresql

applies if {
	not input.resource.data.bootstrap
	not postgresql.provider_owns(input.resource.data.name)
}

fail contains "The role is a superuser and can log in." if {
	input.resource.data.superuser
	input.resource.data.login
	not input.resource.data.name in input.parameters.allowed
}
