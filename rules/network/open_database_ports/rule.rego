# METADATA
# title: No firewall rule opens the ports of databases to the world
# description: >-
#   A rule that admits everybody to port 5432 exposes each self-managed PostgreSQL, pooler and Auth Proxy in its
#   network. AlloyDB itself is in Google's network, where no firewall rule or target tag of the VPC reaches: such a
#   rule does not protect it either.
# related_resources:
# - https://cloud.google.com/firewall/docs/firewalls
# - https://cloud.google.com/sdk/gcloud/reference/compute/firewall-rules/update
# custom:
#   id: GC-NET-009
#   severity: critical
#   resource: compute.Firewall
#   needs: [compute.Firewall]
#   parameters:
#     ports:
#       default: [5432, 6432, 5433, 3307]
#       type: array
#       description: '"The ports of PostgreSQL, PgBouncer, AlloyDB and its pooler, and the Auth Proxy."'
#   controls: {}
#   seeds: [S0-SEC-08, S0-T-022, S1-T-056, S1-T-092, S1-T-093, S1-T-101]
#   remediation: |
#     gcloud compute firewall-rules update {{name}} --project={{project}} \
#       --source-ranges=10.0.0.0/8
package assay.rules.network.open_database_ports

import input.resource.data as rule

applies if {
	rule.direction == "INGRESS"
	not rule.disabled
	count(rule.allowed) > 0
}

world := {"0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1"}

from_everywhere if {
	some range in rule.sourceRanges
	range in world
}

# Where no source is named, every source is meant:
# https://cloud.google.com/firewall/docs/firewalls
from_everywhere if {
	count(rule.sourceRanges) == 0
	count(rule.sourceTags) == 0
	count(rule.sourceServiceAccounts) == 0
}

fail contains {"message": message, "at": at, "evidence": {"sourceRanges": rule.sourceRanges, at: allowed}} if {
	from_everywhere
	some i, allowed in rule.allowed
	lower(allowed.IPProtocol) in {"tcp", "6", "all"}
	open := [port | some port in input.parameters.ports; covers(allowed.ports, port)]
	count(open) > 0
	at := sprintf("allowed[%d]", [i])
	message := sprintf("Everybody may connect to port %s.", [concat(", ", [sprintf("%d", [port]) | some port in open])])
}

covers(ports, _) if count(ports) == 0

covers(ports, port) if {
	some range in ports
	ends := split(range, "-")
	to_number(ends[0]) <= port
	port <= to_number(ends[count(ends) - 1])
}
