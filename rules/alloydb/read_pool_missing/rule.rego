# METADATA
# title: Read-heavy AlloyDB clusters have a read pool
# description: >-
#   Reports and searches on the primary compete with transactions for its memory and processors. A read pool serves
#   them from the same storage, without a copy of the data. Which clusters read much is told by a label.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-read-pool-create
# custom:
#   id: GC-HA-003
#   severity: low
#   confidence: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.Instance]
#   parameters:
#     workload_label:
#       default: workload
#       type: string
#       description: The cluster's label that names what it does.
#     read_heavy:
#       default: [read-heavy, analytics, htap]
#       type: array
#       description: The values of the label that demand a read pool.
#   controls: {}
#   seeds:
#     [S0-HA-02, S0-RP-08, S0-AP-ARC-02, S0-AP-CST-05, S0-INI-05, S1-RP-01, S1-RP-02, S1-RP-03, S2-SCA-03,
#     S2-PF-SCA-03, S2-T-038]
#   remediation: |
#     gcloud alloydb instances create <read pool> \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --instance-type=READ_POOL --read-pool-node-count=2 --cpu-count=4
package assay.rules.alloydb.read_pool_missing

import data.assay.lib.google

applies if {
	not google.secondary
	input.resource.data.labels[input.parameters.workload_label] in input.parameters.read_heavy
}

pools := [child.id |
	some child in data.estate.children[input.resource.id]
	object.get(child.data, "instanceType", "") == "READ_POOL"
]

fail contains {"message": "The label says that much is read, and there is no read pool.", "at": "labels", "evidence": seen} if {
	count(pools) == 0
	seen := {"labels": input.resource.data.labels}
}
