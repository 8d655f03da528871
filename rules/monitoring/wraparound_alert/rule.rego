# METADATA
# title: An alert watches the use of transaction numbers
# description: >-
#   PostgreSQL refuses to write when transaction numbers run out. It takes weeks to get there, and hours of VACUUM to
#   get back. Which metric tells it in a project is a parameter; without one the rule has no opinion.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND
# - https://cloud.google.com/monitoring/api/metrics_gcp_c
# custom:
#   id: GC-MON-014
#   severity: medium
#   confidence: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, monitoring.AlertPolicy, alloydb.Cluster, sqladmin.Instance]
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
#     metric_type:
#       default: ""
#       type: string
#       description: >-
#         "The metric, such as cloudsql.googleapis.com/database/postgresql/transaction_id_utilization. Where empty,
#         the rule does not apply."
#     max:
#       default: 0.4
#       type: number
#       description: The highest share at which the alert may begin.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
package assay.rules.monitoring.wraparound_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if {
	input.parameters.metric_type != ""
	google.hosts_database(input.resource.id)
	google.production
}

watching := alerts.thresholds(input.resource.id, {input.parameters.metric_type}, set())

alerted if {
	some threshold in watching
	alerts.greater(threshold)
	alerts.share(threshold) <= input.parameters.max
}

fail contains {"message": "No alert tells of it in time.", "at": "alerts", "evidence": {"thresholds": watching}} if not alerted
