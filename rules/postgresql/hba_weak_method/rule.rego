# METADATA
# title: Passwords are asked for by scram-sha-256
# description: >-
#   password sends the password as it is, ident asks the client's own host who the user is, and md5 accepts md5
#   hashes, which are as good as passwords. A role with a SCRAM verifier gets SCRAM under md5 too, so that md5 is
#   the lesser evil.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-password.html
# - https://www.postgresql.org/docs/current/auth-ident.html
# custom:
#   id: PG-AUTH-006
#   severity: high
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.4", "5.12"]
#     stig-postgresql: [V-233519, V-233577, V-233603, V-233615]
#     nist-800-53-r5: [IA-5(1)]
#   seeds: []
#   remediation: |
#     # pg_hba.conf, line {{line}}: scram-sha-256; then
#     # SELECT pg_reload_conf();
#     # Roles that still have an md5 hash must set their password first.
package assay.rules.postgresql.hba_weak_method

import data.assay.lib.hba
import input.resource.data as line

applies if hba.understood

severities := {"password": "high", "ident": "high", "md5": "medium"}

fail contains {"message": message, "severity": severities[line.method], "at": "method"} if {
	line.method in object.keys(severities)
	message := sprintf("Line %s asks by the method %s.", [line.line, line.method])
}
