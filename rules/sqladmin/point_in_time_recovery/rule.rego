# METADATA
# title: Cloud SQL instances can be restored to any moment of the last week
# description: >-
#   Point-in-time recovery keeps the write-ahead log, so that an instance can be restored to just before the bad
#   statement instead of last night. For PostgreSQL it has a switch of its own; the binary log is MySQL's.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/pitr
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-BKP-014
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     min_days:
#       default: 7
#       type: integer
#       description: For how many days the log is kept at least.
#   controls: {}
#   seeds: [S2-GCP-04, S2-T-061, S4-T-070]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --enable-point-in-time-recovery --retained-transaction-log-days=7
package assay.rules.sqladmin.point_in_time_recovery

import data.assay.lib.google
import input.resource.data.settings.backupConfiguration as configuration

applies if {
	google.postgres
	not google.replica
}

fail contains {"message": "Point-in-time recovery is disabled.", "at": at, "evidence": {at: false}} if {
	not configuration.pointInTimeRecoveryEnabled
	at := "settings.backupConfiguration.pointInTimeRecoveryEnabled"
}

fail contains {"message": message, "at": at, "evidence": {at: days}} if {
	configuration.pointInTimeRecoveryEnabled
	days := configuration.transactionLogRetentionDays
	days < input.parameters.min_days
	at := "settings.backupConfiguration.transactionLogRetentionDays"
	message := sprintf("The log is kept for %d days; at least %d are demanded.", [days, input.parameters.min_days])
}
