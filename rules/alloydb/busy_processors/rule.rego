# METADATA
# title: Processors of AlloyDB instances have room
# description: >-
#   Above four fifths at the busy hours, or seven tenths on average, the next campaign or the next failed node is an
#   outage. The numbers are those of two weeks.
# related_resources:
# - https://cloud.google.com/alloydb/docs/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-PERF-001
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster, monitoring.TimeSeries]
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
#     max_mean:
#       default: 0.7
#       type: number
#       description: The highest mean.
#     max_p95:
#       default: 0.8
#       type: number
#       description: The highest 95th percentile.
#   controls: {}
#   seeds: [S0-AP-ARC-02, S0-CST-01, S2-SCA-03, S2-PF-SCA-05, S1-T-081, S1-T-082, S1-T-094, S1-T-106, S2-T-037]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --cpu-count=<more>
#     # or a read pool for what only reads
package assay.rules.alloydb.busy_processors

import data.assay.lib.google
import data.assay.lib.measured

applies if google.production

mean := measured.greatest(input.resource.id, "alloydb.googleapis.com/instance/cpu/average_utilization", "mean")

p95 := measured.greatest(input.resource.id, "alloydb.googleapis.com/instance/cpu/average_utilization", "p95")

fail contains {"message": message, "at": "cpu", "evidence": {"mean": mean, "p95": p95}} if {
	busy
	message := sprintf("Processors were busy to %d %% on average, and to %d %% at the 95th percentile.", [measured.percent(mean), measured.percent(p95)])
}

busy if mean > input.parameters.max_mean

busy if p95 > input.parameters.max_p95

unknown contains "The processors were not measured." if not mean

unknown contains "The processors were not measured." if not p95
