# METADATA
# title: New passwords are stored as SCRAM-SHA-256
# description: >-
#   What password_encryption says when a password is set decides how it is stored. An md5 hash is as good as the
#   password to whoever sees it, falls to guessing within hours, and is what PostgreSQL itself is about to drop.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-password.html
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-PASSWORD-ENCRYPTION
# custom:
#   id: PG-AUTH-001
#   severity: high
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.12"]
#     stig-postgresql: [V-233519, V-233596]
#     nist-800-53-r5: [IA-5(1)(c)]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET password_encryption = 'scram-sha-256';
#     SELECT pg_reload_conf();
#     -- Then let every role with an md5 password set it anew (\password).
#     -- On managed services it is a flag of the instance.
package assay.rules.postgresql.password_encryption

fail contains {"message": message, "at": "password_encryption"} if {
	method := input.resource.data.password_encryption.reset_val
	method != "scram-sha-256"
	message := sprintf("New passwords are stored as %s.", [method])
}
