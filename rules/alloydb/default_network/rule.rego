# METADATA
# title: AlloyDB clusters are not attached to the default network
# description: >-
#   Google makes the network "default" with firewall rules that admit SSH and RDP from everywhere and anything from
#   within. What is attached to it shares it with whatever anybody starts without thinking of networks.
# related_resources:
# - https://cloud.google.com/vpc/docs/vpc#default-network
# - https://cloud.google.com/alloydb/docs/configure-connectivity
# custom:
#   id: GC-NET-007
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     deny_networks:
#       default: [default]
#       type: array
#       description: The names of networks that no cluster may be attached to.
#   controls: {}
#   seeds: [S1-T-013, S1-T-077]
#   remediation: |
#     # The network is chosen when a cluster is made: restore into a new one.
#     gcloud alloydb clusters restore <new cluster> \
#       --region={{location}} --project={{project}} \
#       --source-cluster={{cluster}} --point-in-time=<RFC 3339 time> \
#       --network=projects/<project>/global/networks/<network>
package assay.rules.alloydb.default_network

import data.assay.lib.google
import input.resource.data as cluster

network := object.get(cluster, ["networkConfig", "network"], object.get(cluster, "network", ""))

fail contains {"message": message, "at": "networkConfig.network", "evidence": {"networkConfig.network": network}} if {
	name := google.last(network)
	name in input.parameters.deny_networks
	message := sprintf("The cluster is attached to the network %s.", [name])
}

unknown contains "The network is not reported." if {
	network == ""
	not cluster.pscConfig.pscEnabled
}
