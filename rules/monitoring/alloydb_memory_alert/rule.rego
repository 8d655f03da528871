# METADATA
# title: An alert watches the memory of production AlloyDB clusters
# description: >-
#   Without memory PostgreSQL first slows down and then is killed. AlloyDB tells what is left, in bytes, so that the
#   alert is one on too little.
# related_resources:
# - https://cloud.google.com/alloydb/docs/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-MON-004
#   severity: medium
#   confidence: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, monitoring.AlertPolicy]
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
#     max:
#       default: 0.85
#       type: number
#       description: The highest share of memory in use at which the alert may begin.
#     memory_gb:
#       default: 16
#       type: integer
#       description: The memory of the smallest machine that the alert is for.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S2-GCP-06, S0-T-062, S1-T-095, S2-T-068]
#   remediation: |
#     # A file with the policy; its filter may name {{cluster}} or leave it open.
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # metric.type="alloydb.googleapis.com/instance/memory/min_available_memory"
package assay.rules.monitoring.alloydb_memory_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if google.production

of_project := google.project(input.resource.id)

metrics := {"alloydb.googleapis.com/instance/memory/min_available_memory"}

watching := alerts.thresholds(of_project, metrics, {google.last(input.resource.id)})

# The metric is what is left, in bytes.
alerted if {
	some threshold in watching
	alerts.less(threshold)
	threshold.thresholdValue >= ((1 - input.parameters.max) * input.parameters.memory_gb) * 1073741824
}

fail contains {"message": "No alert watches the memory.", "at": "alerts"} if {
	count(watching) == 0
	not alerts.unreadable(of_project, metrics)
}

fail contains {"message": "The alert on memory comes too late.", "at": "alerts", "evidence": {"thresholds": watching}} if {
	count(watching) > 0
	not alerted
	not alerts.unreadable(of_project, metrics)
}

unknown contains "An alert in another query language may watch it." if {
	not alerted
	alerts.unreadable(of_project, metrics)
}
