# METADATA
# title: The server listens on the addresses that it is meant for
# description: >-
#   On every address means also on the one that a new network card, a VPN or a container brings tomorrow. What
#   cannot be reached cannot be attacked, whatever pg_hba.conf says. On managed services the network is the
#   provider's.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-LISTEN-ADDRESSES
# custom:
#   id: PG-CONF-011
#   severity: medium
#   resource: postgresql.Settings
#   managed: "the network is the service's, and its settings are judged there"
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.2"]
#     stig-postgresql: [V-233511, V-233548]
#     nist-800-53-r5: [SC-7]
#   seeds: [S4-T-006]
#   remediation: |
#     -- The addresses that clients use; needs a restart.
#     ALTER SYSTEM SET listen_addresses = 'localhost, 10.0.0.5';
package assay.rules.postgresql.listen_addresses

import data.assay.lib.postgresql

applies if not postgresql.managed

fail contains {"message": message, "at": "listen_addresses"} if {
	some part in split(input.resource.data.listen_addresses.reset_val, ",")
	address := trim_space(part)
	address in {"*", "0.0.0.0", "::"}
	message := sprintf("The server listens on every address (%s).", [address])
}
