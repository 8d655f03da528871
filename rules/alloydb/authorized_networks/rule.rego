# METADATA
# title: Authorized networks of public AlloyDB instances are narrow
# description: >-
#   With a public IP address, the authorized networks are the firewall: 0.0.0.0/0, or two halves that make it up, leave
#   only the password between the internet and the database. A wide range admits every tenant of some provider's network.
# related_resources:
# - https://cloud.google.com/alloydb/docs/connect-public-ip
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/update
# custom:
#   id: GC-NET-002
#   severity: critical
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     min_prefix_len:
#       default: 24
#       type: integer
#       description: The shortest acceptable prefix; 24 admits at most 256 addresses a range.
#     deny:
#       default: [0.0.0.0/0]
#       type: array
#       description: Ranges that are never acceptable, whatever the prefix length.
#   controls:
#     cis-gcp-5: ["6.5"]
#     pci-dss-4: ["1.3.1", "1.4.2"]
#     hipaa: [164.312(a)(1)]
#     soc-2: [CC6.2]
#   seeds: [S0-AP-ARC-05, S0-SEC-08]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --authorized-external-networks=<address>/32,…
#     # The list replaces the old one. The Auth Proxy and the language
#     # connectors need no authorized network at all.
package assay.rules.alloydb.authorized_networks

applies if input.resource.data.networkConfig.enablePublicIp

ranges[i] := network.cidrRange if some i, network in input.resource.data.networkConfig.authorizedExternalNetworks

# A bare address is a range of one.
prefix_len(range) := to_number(split(range, "/")[1]) if regex.match(`^[^/]+/[0-9]+$`, range)

prefix_len(range) := 32 if not contains(range, "/")

fail contains {"message": message, "at": at(i), "evidence": {at(i): range}, "severity": "critical"} if {
	some i, range in ranges
	open_to_the_world(range)
	message := sprintf("%s admits %s.", [range, admitted(range)])
}

fail contains {"message": message, "at": at(i), "evidence": {at(i): range}, "severity": "high"} if {
	some i, range in ranges
	not open_to_the_world(range)
	prefix_len(range) < input.parameters.min_prefix_len
	message := sprintf("%s is wider than /%d.", [range, input.parameters.min_prefix_len])
}

unknown contains sprintf("The range %q cannot be read.", [range]) if {
	some range in ranges
	not prefix_len(range)
}

admitted(range) := "half of the internet" if prefix_len(range) == 1

else := "the whole internet"

open_to_the_world(range) if range in input.parameters.deny

open_to_the_world(range) if prefix_len(range) <= 1

at(i) := sprintf("networkConfig.authorizedExternalNetworks[%d]", [i])
