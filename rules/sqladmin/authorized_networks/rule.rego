# METADATA
# title: Authorized networks of public Cloud SQL instances are narrow
# description: >-
#   With a public address the authorized networks are the firewall: 0.0.0.0/0, or two halves that make it up, leave
#   only the password between the internet and the database. A wide range admits every tenant of some provider's
#   network.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/authorize-networks
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-NET-011
#   severity: critical
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     min_prefix_len:
#       default: 24
#       type: integer
#       description: The shortest acceptable prefix of an IPv4 range.
#     deny:
#       default: [0.0.0.0/0, "::/0"]
#       type: array
#       description: '"Ranges that are never acceptable, whatever the prefix length."'
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --authorized-networks=<address>/32,…
#     # The list replaces the old one; --clear-authorized-networks empties it.
#     # The Auth Proxy and the language connectors need no authorized network.
package assay.rules.sqladmin.authorized_networks

import data.assay.lib.google

applies if {
	google.postgres
	public
}

public if input.resource.data.settings.ipConfiguration.ipv4Enabled

# That it is not told is no reason to look away.
public if not told

told if is_boolean(input.resource.data.settings.ipConfiguration.ipv4Enabled)

ranges[i] := network.value if some i, network in input.resource.data.settings.ipConfiguration.authorizedNetworks

prefix_len(range) := to_number(split(range, "/")[1]) if regex.match(`^[0-9.]+/[0-9]+$`, range)

prefix_len(range) := 32 if regex.match(`^[0-9.]+$`, range)

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
	not open_to_the_world(range)
}

admitted(range) := "half of the internet" if prefix_len(range) == 1

else := "the whole internet"

open_to_the_world(range) if range in input.parameters.deny

open_to_the_world(range) if prefix_len(range) <= 1

at(i) := sprintf("settings.ipConfiguration.authorizedNetworks[%d].value", [i])
