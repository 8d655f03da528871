# METADATA
# title: An alert watches the processors of production AlloyDB clusters
# description: >-
#   A database whose processors are busy answers late, then not at all; the first who notice should not be customers.
#   An alert on a metric that does not exist never fires, so the names of metrics are compared.
# related_resources:
# - https://cloud.google.com/alloydb/docs/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-MON-001
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
#       description: The highest share at which the alert may begin; above 1 a threshold is taken for percent.
#     max_duration:
#       default: 300
#       type: integer
#       description: How many seconds the condition may last before it alerts.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S0-MON-02, S1-MIG-13, S2-GCP-06, S2-PF-MON-01, S0-T-061, S0-T-068, S1-T-094, S1-T-100, S2-T-067, S2-T-072]
#   remediation: |
#     # A file with the policy; its filter may name {{cluster}} or leave it open.
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # metric.type="alloydb.googleapis.com/instance/cpu/average_utilization"
package assay.rules.monitoring.alloydb_cpu_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if google.production

of_project := google.project(input.resource.id)

metrics := {
	"alloydb.googleapis.com/instance/cpu/average_utilization",
	"alloydb.googleapis.com/instance/cpu/maximum_utilization",
}

watching := alerts.thresholds(of_project, metrics, {google.last(input.resource.id)})

alerted if {
	some threshold in watching
	alerts.greater(threshold)
	alerts.share(threshold) <= input.parameters.max
	alerts.within(threshold, input.parameters.max_duration)
}

fail contains {"message": "No alert watches the processors.", "at": "alerts"} if {
	count(watching) == 0
	not alerts.unreadable(of_project, metrics)
}

fail contains {"message": "The alert on processors comes too late.", "at": "alerts", "evidence": {"thresholds": watching}} if {
	count(watching) > 0
	not alerted
	not alerts.unreadable(of_project, metrics)
}

unknown contains "An alert in another query language may watch it." if {
	not alerted
	alerts.unreadable(of_project, metrics)
}
