# METADATA
# title: No AlloyDB read pool idles
# description: >-
#   A read pool that nobody connects to is paid for like one that works. It is what remains of a report that moved
#   on.
# related_resources:
# - https://cloud.google.com/alloydb/pricing
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/delete
# custom:
#   id: GC-COST-003
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, monitoring.TimeSeries]
#   parameters:
#     min_connections:
#       default: 1
#       type: number
#       description: The least mean number of connections over the window.
#   controls: {}
#   seeds: [S0-RP-07, S0-AP-CST-02, S2-PF-CST-04, S1-T-034, S2-T-079]
#   remediation: |
#     gcloud alloydb instances delete {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}}
#     # or fewer nodes: gcloud alloydb instances update … --read-pool-node-count=1
package assay.rules.alloydb.idle_read_pool

import data.assay.lib.measured

applies if input.resource.data.instanceType == "READ_POOL"

mean := measured.greatest(input.resource.id, "alloydb.googleapis.com/instance/postgres/total_connections", "mean")

fail contains {"message": message, "at": "connections", "evidence": {"mean": mean}} if {
	mean < input.parameters.min_connections
	message := sprintf("The pool had %v connections on average.", [mean])
}

unknown contains "The connections were not measured." if not mean
