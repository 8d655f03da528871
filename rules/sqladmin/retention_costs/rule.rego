# METADATA
# title: Backups of Cloud SQL instances that are not production do not pile up
# description: >-
#   Backups are paid for by the gigabyte and month. Of a test instance a week is plenty.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/backups
# - https://cloud.google.com/sql/pricing
# custom:
#   id: GC-COST-005-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
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
#     max_days:
#       default: 14
#       type: integer
#       description: How many daily backups of other instances may be kept.
#   controls: {}
#   seeds: [S0-AP-CST-03, S0-CST-03, S0-T-076, S1-T-017, S4-T-051]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --retained-backups-count=7
package assay.rules.sqladmin.retention_costs

import data.assay.lib.google
import input.resource.data.settings.backupConfiguration as configuration

applies if {
	google.postgres
	enabled
	not google.production
}

enabled if configuration.enabled

number := configuration.backupRetentionSettings.retainedBackups

fail contains {"message": message, "at": at, "evidence": {at: number}} if {
	number > input.parameters.max_days
	at := "settings.backupConfiguration.backupRetentionSettings.retainedBackups"
	message := sprintf("%d backups are kept; %d are enough.", [number, input.parameters.max_days])
}
