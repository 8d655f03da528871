# METADATA
# title: Failed backups of databases raise an alert
# description: >-
#   A backup that fails in the night is noticed in the morning, or on the day that it is needed. Google writes the
#   failure to the logs; an alert on them tells somebody.
# related_resources:
# - https://cloud.google.com/logging/docs/alerting/log-based-alerts
# - https://cloud.google.com/alloydb/docs/backup/overview
# custom:
#   id: GC-MON-006
#   severity: medium
#   confidence: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, monitoring.AlertPolicy, logging.LogMetric, alloydb.Cluster, sqladmin.Instance]
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
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S0-BDR-07, S1-T-099]
#   remediation: |
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # conditionMatchedLog: {filter: 'severity>=ERROR AND protoPayload.methodName=~"AlloyDBAdmin.CreateBackup"'}
package assay.rules.monitoring.backup_alerts

import data.assay.lib.alerts
import data.assay.lib.google

applies if {
	google.hosts_database(input.resource.id)
	google.production
}

filters := alerts.log_filters(input.resource.id)

watched if {
	some filter in filters
	regex.match(`(?i)backup`, filter)
	regex.match(`(?i)alloydb|cloudsql`, filter)
}

fail contains {"message": "No alert tells of failed backups.", "at": "alerts", "evidence": {"filters": filters}} if not watched
