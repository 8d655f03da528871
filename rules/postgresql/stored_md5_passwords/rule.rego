# METADATA
# title: No password is stored as md5
# description: >-
#   A role keeps its md5 hash until the password is set anew, whatever password_encryption says today. The hash is
#   as good as the password: whoever finds it in a dump or a backup logs in with it. Who may not read pg_authid, as
#   on every managed service, cannot tell; then this rule does not apply.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-password.html
# - https://www.postgresql.org/docs/current/catalog-pg-authid.html
# custom:
#   id: PG-AUTH-002
#   severity: high
#   resource: postgresql.RolePassword
#   needs: [postgresql.RolePassword]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.12"]
#     stig-postgresql: [V-233596]
#     nist-800-53-r5: [IA-5(1)(c)]
#   seeds: []
#   remediation: |
#     -- As the role itself, so that the password is not in the log: \password
#     -- Or with a verifier made elsewhere:
#     ALTER ROLE {{role}} PASSWORD NULL;
package assay.rules.postgresql.stored_md5_passwords

fail contains {"message": message, "at": "method"} if {
	input.resource.data.method in {"md5", "other"}
	message := sprintf("The password is stored as %s.", [input.resource.data.method])
}
