# METADATA
# title: Cloud SQL backups begin off-peak
# description: >-
#   Backups are made beside the load, within four hours from their start. The time is UTC, which is easily forgotten.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/backing-up
# custom:
#   id: GC-BKP-004-SQL
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
#     from_hour:
#       default: 0
#       type: integer
#       description: The hour (UTC) at which quiet time begins.
#     to_hour:
#       default: 6
#       type: integer
#       description: The hour (UTC) at which it ends; less than from_hour if midnight is within.
#   controls: {}
#   seeds: [S0-T-051, S2-T-060]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --backup-start-time=02:00
package assay.rules.sqladmin.backup_off_peak

import data.assay.lib.google
import input.resource.data.settings.backupConfiguration as configuration

applies if {
	google.postgres
	not google.replica
	google.production
	enabled
}

enabled if configuration.enabled

start := configuration.startTime

fail contains {"message": message, "at": at, "evidence": {at: start}} if {
	not google.within_hours(to_number(split(start, ":")[0]), input.parameters.from_hour, input.parameters.to_hour)
	at := "settings.backupConfiguration.startTime"
	message := sprintf("Backups begin at %s UTC, outside the quiet hours.", [start])
}
