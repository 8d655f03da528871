# METADATA
# title: No md5 password is one that everybody tries first
# description: >-
#   The role's own name, the name of the product and the samples of guides are the first guesses. They are compared
#   inside the server with md5 hashes, which are cheap to make; SCRAM verifiers are left alone, so that this rule
#   does not speak of them.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-password.html
# custom:
#   id: PG-AUTH-003
#   severity: critical
#   resource: postgresql.RolePassword
#   needs: [postgresql.RolePassword]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.6"]
#     stig-postgresql: [V-233519]
#     nist-800-53-r5: [IA-5(1)]
#   seeds: [S0-AP-SEC-01, S0-T-043]
#   remediation: |
#     -- As the role itself, so that the password is not in the log: \password
#     ALTER ROLE {{role}} PASSWORD NULL;
package assay.rules.postgresql.well_known_passwords

applies if input.resource.data.method == "md5"

fail contains {"message": "The password is a well-known one.", "at": "known_weak"} if input.resource.data.known_weak
