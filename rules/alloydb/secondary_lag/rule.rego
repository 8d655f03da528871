# METADATA
# title: The lag of AlloyDB secondaries is within the recovery point objective
# description: >-
#   Replication to another region is asynchronous: what has not arrived when the region fails is lost. The lag is the
#   recovery point that there really is, whatever was promised.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-DR-005
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, monitoring.TimeSeries]
#   parameters:
#     rpo_ms:
#       default: 1000
#       type: integer
#       description: '"The recovery point objective in milliseconds, at the 95th percentile of the window."'
#   controls: {}
#   seeds: [S0-HA-03, S0-AP-BDR-04, S0-T-058]
#   remediation: |
#     # Give the secondary as many processors as its primary, or write less at once.
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --cpu-count=<number of the primary>
package assay.rules.alloydb.secondary_lag

import data.assay.lib.measured

applies if input.resource.data.instanceType == "SECONDARY"

metric := "alloydb.googleapis.com/instance/postgres/replication/maximum_secondary_lag"

lag := measured.greatest(input.resource.id, metric, "p95")

fail contains {"message": message, "at": "lag", "evidence": {"p95": lag}} if {
	lag > input.parameters.rpo_ms
	message := sprintf("The lag is %d ms; at most %d are allowed.", [round(lag), input.parameters.rpo_ms])
}

unknown contains "The lag was not measured." if not lag
