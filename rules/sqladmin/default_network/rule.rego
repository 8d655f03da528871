# METADATA
# title: Cloud SQL instances are not attached to the default network
# description: >-
#   Google makes the network "default" with firewall rules that admit SSH and RDP from everywhere and anything from
#   within. A database that is attached to it shares it with whatever anybody starts without thinking of networks.
# related_resources:
# - https://cloud.google.com/vpc/docs/vpc#default-network
# - https://cloud.google.com/sql/docs/postgres/private-ip
# custom:
#   id: GC-NET-007-SQL
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     deny_networks:
#       default: [default]
#       type: array
#       description: The names of networks that no instance may be attached to.
#   controls: {}
#   seeds: [S1-T-013, S1-T-077]
#   remediation: |
#     # Move the clients to a network of their own first.
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --network=projects/<project>/global/networks/<network> --no-assign-ip
package assay.rules.sqladmin.default_network

import data.assay.lib.google

applies if {
	google.postgres
	network != ""
}

network := input.resource.data.settings.ipConfiguration.privateNetwork

fail contains {"message": message, "at": at, "evidence": {at: network}} if {
	name := google.last(network)
	name in input.parameters.deny_networks
	at := "settings.ipConfiguration.privateNetwork"
	message := sprintf("The instance is attached to the network %s.", [name])
}
