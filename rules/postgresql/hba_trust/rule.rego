# METADATA
# title: Nobody is let in without proof of who it is
# description: >-
#   The method trust believes every name that a client gives, the superuser's included. For one named role on the
#   server's own host it may be bearable; from the network, or for all roles, it is an open door.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-trust.html
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PG-AUTH-005
#   severity: critical
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.3", "5.4"]
#     stig-postgresql: [V-233520, V-233524, V-233612]
#     nist-800-53-r5: [AC-3, IA-2]
#   seeds: []
#   remediation: |
#     # pg_hba.conf, line {{line}}: scram-sha-256 (or peer for local) instead of trust; then
#     # SELECT pg_reload_conf();
package assay.rules.postgresql.hba_trust

import data.assay.lib.hba
import input.resource.data as line

applies if hba.understood

fail contains {"message": message, "severity": severity, "at": "method"} if {
	line.method == "trust"
	severity := level
	message := sprintf("Line %s trusts %s.", [line.line, concat(", ", line.roles)])
}

level := "critical" if not line.same_host

# Whoever is on the host already.
level := "high" if {
	line.same_host
	open
}

open if "all" in line.roles

open if line.type != "local"
