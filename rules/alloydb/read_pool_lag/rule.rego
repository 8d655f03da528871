# METADATA
# title: The lag of AlloyDB read pools is within limits
# description: >-
#   A reader of a pool that lags by seconds sees a cart without the item that was just put into it. Lag comes from
#   pools that are too small, and from long queries that hold replay back.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-read-pool-create
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-MON-016
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, monitoring.TimeSeries]
#   parameters:
#     max_ms:
#       default: 5000
#       type: integer
#       description: The highest lag in milliseconds at the 95th percentile of the window.
#   controls: {}
#   seeds: [S0-RP-03, S0-RP-07, S0-AP-BDR-04, S0-T-058, S1-T-107, S4-T-055]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --read-pool-node-count=<more>
package assay.rules.alloydb.read_pool_lag

import data.assay.lib.measured

applies if input.resource.data.instanceType == "READ_POOL"

metric := "alloydb.googleapis.com/instance/postgres/replication/maximum_lag"

lag := measured.greatest(input.resource.id, metric, "p95")

fail contains {"message": message, "at": "lag", "evidence": {"p95": lag}} if {
	lag > input.parameters.max_ms
	message := sprintf("The lag is %d ms; at most %d are allowed.", [round(lag), input.parameters.max_ms])
}

unknown contains "The lag was not measured." if not lag
