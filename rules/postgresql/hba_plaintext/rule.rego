# METADATA
# title: From the network only TLS is let in
# description: >-
#   A host line accepts plaintext as well as TLS, and clients with sslmode=prefer take what they get: who sits
#   between can have TLS refused and read everything. Only hostssl, or a rejection of hostnossl before, leaves no
#   choice.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# - https://www.postgresql.org/docs/current/ssl-tcp.html
# custom:
#   id: PG-TLS-006
#   severity: medium
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.8"]
#     stig-postgresql: [V-233519, V-233577, V-233603, V-233615]
#     nist-800-53-r5: [SC-8]
#   seeds: [S0-SEC-04, S0-AP-SEC-03, S2-SEC-06]
#   remediation: |
#     # pg_hba.conf, line {{line}}: hostssl instead of {{type}}; then
#     # SELECT pg_reload_conf();
package assay.rules.postgresql.hba_plaintext

import data.assay.lib.hba
import input.resource.data as line

applies if hba.from_network

fail contains {"message": message, "at": "type"} if {
	line.type in {"host", "hostnossl", "hostnogssenc"}
	not hba.rejected("all", {"host", "hostnossl"})
	message := sprintf("Line %s lets in without TLS (%s).", [line.line, line.type])
}
