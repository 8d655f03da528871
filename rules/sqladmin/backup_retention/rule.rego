# METADATA
# title: Cloud SQL keeps enough backups
# description: >-
#   Damage is often noticed days after it was done. Cloud SQL makes one backup a day and keeps a number of them, so
#   that the number is the days that one can go back.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/backups
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-BKP-013
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     min:
#       default: 7
#       type: integer
#       description: Fewer are a violation of the rule's severity.
#     recommended:
#       default: 14
#       type: integer
#       description: '"Fewer than these, but at least min, are a low one."'
#   controls: {}
#   seeds: [S2-GCP-03, S1-T-017, S2-T-060]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --retained-backups-count=14
package assay.rules.sqladmin.backup_retention

import data.assay.lib.google
import input.resource.data.settings.backupConfiguration as configuration

# GC-BKP-012 speaks of backups that are off.
applies if {
	google.postgres
	not google.replica
	enabled
}

enabled if configuration.enabled

number := configuration.backupRetentionSettings.retainedBackups

at := "settings.backupConfiguration.backupRetentionSettings.retainedBackups"

fail contains {"message": message, "at": at, "evidence": {at: number}} if {
	number < input.parameters.min
	message := sprintf("%d backups are kept; at least %d are demanded.", [number, input.parameters.min])
}

fail contains {"message": message, "at": at, "evidence": {at: number}, "severity": "low"} if {
	number >= input.parameters.min
	number < input.parameters.recommended
	message := sprintf("%d backups are kept; %d are recommended.", [number, input.parameters.recommended])
}
