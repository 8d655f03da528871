# METADATA
# title: AlloyDB clusters are reached by a private path
# description: >-
#   A cluster is attached to a VPC network by private services access, or offered to chosen projects by Private
#   Service Connect. That is decided when it is made and cannot be changed afterwards. AlloyDB's public IP addresses
#   exist besides and replace neither.
# related_resources:
# - https://cloud.google.com/alloydb/docs/network-options
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#PscConfig
# custom:
#   id: GC-NET-004
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     prefer_psc:
#       default: false
#       type: boolean
#       description: '"Whether private services access is reported, too, at severity info."'
#   controls: {}
#   seeds: [S0-INI-03, S1-MIG-06, S0-T-003, S0-T-038, S0-T-039, S1-T-013, S1-T-102]
#   remediation: |
#     # The path is chosen when a cluster is made: restore into a new one,
#     # move the clients, delete the old one.
#     gcloud alloydb clusters restore <new cluster> \
#       --region={{location}} --project={{project}} \
#       --source-cluster={{cluster}} --point-in-time=<RFC 3339 time> \
#       --enable-private-service-connect
#     # or --network=projects/<project>/global/networks/<network>
package assay.rules.alloydb.private_path

import data.assay.lib.google
import input.resource.data as cluster

psc if cluster.pscConfig.pscEnabled

# The field network is the older place.
network := object.get(cluster, ["networkConfig", "network"], object.get(cluster, "network", ""))

fail contains {"message": "Neither a VPC network nor Private Service Connect is set.", "at": "networkConfig.network"} if {
	not psc
	network == ""
}

fail contains {"message": message, "at": "networkConfig.network", "severity": "info"} if {
	input.parameters.prefer_psc
	not psc
	network != ""
	message := sprintf("The cluster is attached to %s instead of offered by Private Service Connect.", [google.last(network)])
}
