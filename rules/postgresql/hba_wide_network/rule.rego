# METADATA
# title: pg_hba.conf lets in known networks only
# description: >-
#   Every address that may try is one more that can guess, replay a stolen password or use tomorrow's flaw. A line
#   should name the network where the clients really are.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PG-AUTH-007
#   severity: high
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule]
#   parameters:
#     ipv4:
#       default: 16
#       type: integer
#       description: The shortest prefix that will do for IPv4.
#     ipv6:
#       default: 48
#       type: integer
#       description: The shortest prefix that will do for IPv6.
#   controls:
#     cis-postgresql-17: ["5.9"]
#     stig-postgresql: [V-233511, V-233548]
#     nist-800-53-r5: [SC-7]
#   seeds: []
#   remediation: |
#     # pg_hba.conf, line {{line}}: the network of the clients, for instance 10.1.2.0/24; then
#     # SELECT pg_reload_conf();
package assay.rules.postgresql.hba_wide_network

import data.assay.lib.hba
import input.resource.data as line

applies if hba.from_network

shortest := input.parameters.ipv6 if contains(line.address, ":")

shortest := input.parameters.ipv4 if not contains(line.address, ":")

fail contains {"message": message, "at": "address"} if {
	line.prefix < shortest
	message := sprintf("Line %s lets in %s.", [line.line, network])
}

network := "every address" if line.address == "all"

network := sprintf("%s/%d", [line.address, line.prefix]) if line.address != "all"

# Names and samenet have no length.
unknown contains "The address was not reported." if not line.address
