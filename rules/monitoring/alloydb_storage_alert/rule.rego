# METADATA
# title: An alert watches the storage of production AlloyDB clusters
# description: >-
#   Storage grows by itself up to a quota, and the bill with it. What grows without end is found by an alert, or by
#   the quota.
# related_resources:
# - https://cloud.google.com/alloydb/docs/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-MON-005
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
#       default: 0.8
#       type: number
#       description: The highest share at which the alert may begin.
#     quota_tb:
#       default: 16
#       type: integer
#       description: The quota in TiB that thresholds in bytes are compared with.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S0-MON-05, S0-CST-05, S2-GCP-06, S2-T-070]
#   remediation: |
#     # A file with the policy; its filter may name {{cluster}} or leave it open.
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # metric.type="alloydb.googleapis.com/cluster/storage/usage"
package assay.rules.monitoring.alloydb_storage_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if google.production

of_project := google.project(input.resource.id)

metrics := {
	"alloydb.googleapis.com/cluster/storage/usage",
	"alloydb.googleapis.com/quota/storage_usage_per_cluster/usage",
}

watching := alerts.thresholds(of_project, metrics, {google.last(input.resource.id)})

# A share of the quota, or bytes.
alerted if {
	some threshold in watching
	alerts.greater(threshold)
	threshold.thresholdValue <= 100
	alerts.share(threshold) <= input.parameters.max
}

alerted if {
	some threshold in watching
	alerts.greater(threshold)
	threshold.thresholdValue > 100
	threshold.thresholdValue <= (input.parameters.quota_tb * input.parameters.max) * 1099511627776
}

fail contains {"message": "No alert watches the storage.", "at": "alerts"} if {
	count(watching) == 0
	not alerts.unreadable(of_project, metrics)
}

fail contains {"message": "The alert on storage comes too late.", "at": "alerts", "evidence": {"thresholds": watching}} if {
	count(watching) > 0
	not alerted
	not alerts.unreadable(of_project, metrics)
}

unknown contains "An alert in another query language may watch it." if {
	not alerted
	alerts.unreadable(of_project, metrics)
}
