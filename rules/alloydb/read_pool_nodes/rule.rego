# METADATA
# title: Production read pools have at least two nodes
# description: >-
#   A read pool is as available as its number of nodes: with one, every restart, maintenance and failed zone is an
#   outage of all reads that go there. Two nodes are put into two zones.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-read-pool-create
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#ReadPoolConfig
# custom:
#   id: GC-HA-002
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     environment_label:
#       default: env
#       type: string
#       description: The label that names the environment.
#     production:
#       default: [prod, production]
#       type: array
#       description: The values of the label that mean production.
#     unlabelled_is_production:
#       default: true
#       type: boolean
#       description: Whether what has no such label is judged like production.
#     min_nodes:
#       default: 2
#       type: integer
#       description: The least number of nodes.
#   controls: {}
#   seeds: [S0-HA-02, S0-RP-05, S0-T-007, S1-T-062]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --read-pool-node-count=2
package assay.rules.alloydb.read_pool_nodes

import data.assay.lib.google

# A pool's availability type is always unspecified: Instance.availability_type in resources.proto.
applies if {
	input.resource.data.instanceType == "READ_POOL"
	google.production
}

nodes := input.resource.data.readPoolConfig.nodeCount

fail contains {"message": message, "at": "readPoolConfig.nodeCount", "evidence": {"readPoolConfig.nodeCount": nodes}} if {
	nodes < input.parameters.min_nodes
	message := sprintf("The read pool has %d node(s); at least %d are demanded.", [nodes, input.parameters.min_nodes])
}
