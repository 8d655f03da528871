# METADATA
# title: An alert watches the memory of production Cloud SQL instances
# description: >-
#   Without memory PostgreSQL first slows down and then is killed by the system, with every connection.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_c
# custom:
#   id: GC-MON-004-SQL
#   severity: medium
#   confidence: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance, monitoring.AlertPolicy]
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
#       default: 300
#       type: integer
#       description: How many seconds the condition may last before it alerts.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S2-GCP-06, S0-T-062, S1-T-095, S2-T-068]
#   remediation: |
#     # A file with the policy; its filter may name {{instance}} or leave it open.
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # metric.type="cloudsql.googleapis.com/database/memory/utilization"
package assay.rules.monitoring.sqladmin_memory_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if {
	google.postgres
	google.production
}

of_project := google.project(input.resource.id)

metrics := {"cloudsql.googleapis.com/database/memory/utilization"}

watching := alerts.thresholds(of_project, metrics, {google.last(input.resource.id)})

alerted if {
	some threshold in watching
	alerts.greater(threshold)
	alerts.share(threshold) <= input.parameters.max
	alerts.within(threshold, input.parameters.max_duration)
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
