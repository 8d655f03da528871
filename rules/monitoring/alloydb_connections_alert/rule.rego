# METADATA
# title: An alert watches the connections of production AlloyDB clusters
# description: >-
#   When the last connection is taken, new ones fail, those of administrators among them. A pool that leaks shows in
#   this number hours before.
# related_resources:
# - https://cloud.google.com/alloydb/docs/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-MON-002
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
#       default: 0.9
#       type: number
#       description: The highest share at which the alert may begin; above 1 a threshold is taken for percent.
#     max_duration:
#       default: 120
#       type: integer
#       description: How many seconds the condition may last before it alerts.
#     max_connections:
#       default: 1000
#       type: integer
#       description: The limit that absolute thresholds are compared with.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S0-MON-03, S2-GCP-06, S2-POOL-04, S2-MON-04, S2-PF-MON-05, S0-T-062, S0-T-069, S0-T-082, S1-T-097, S2-T-069]
#   remediation: |
#     # A file with the policy; its filter may name {{cluster}} or leave it open.
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # metric.type="alloydb.googleapis.com/instance/postgres/total_connections"
package assay.rules.monitoring.alloydb_connections_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if google.production

of_project := google.project(input.resource.id)

metrics := {"alloydb.googleapis.com/instance/postgres/total_connections"}

watching := alerts.thresholds(of_project, metrics, {google.last(input.resource.id)})

# A share of the limit, where the alert divides by it, or a number.
alerted if {
	some threshold in watching
	alerts.greater(threshold)
	object.get(threshold, "denominatorFilter", "") != ""
	alerts.share(threshold) <= input.parameters.max
	alerts.within(threshold, input.parameters.max_duration)
}

alerted if {
	some threshold in watching
	alerts.greater(threshold)
	object.get(threshold, "denominatorFilter", "") == ""
	threshold.thresholdValue <= input.parameters.max_connections * input.parameters.max
	alerts.within(threshold, input.parameters.max_duration)
}

fail contains {"message": "No alert watches the connections.", "at": "alerts"} if {
	count(watching) == 0
	not alerts.unreadable(of_project, metrics)
}

fail contains {"message": "The alert on connections comes too late.", "at": "alerts", "evidence": {"thresholds": watching}} if {
	count(watching) > 0
	not alerted
	not alerts.unreadable(of_project, metrics)
}

unknown contains "An alert in another query language may watch it." if {
	not alerted
	alerts.unreadable(of_project, metrics)
}
