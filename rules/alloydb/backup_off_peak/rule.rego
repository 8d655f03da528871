# METADATA
# title: AlloyDB backups begin off-peak
# description: >-
#   Backups are made beside the load, and cost it little; what is left is paid by night more easily than by day.
#   Times of the schedule are UTC, which is easily forgotten.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/configure
# custom:
#   id: GC-BKP-004
#   severity: low
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
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
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 --automated-backup-retention-period=14d
package assay.rules.alloydb.backup_off_peak

import data.assay.lib.google
import input.resource.data.automatedBackupPolicy as policy

applies if {
	google.production
	not google.secondary
	not off
}

off if policy.enabled == false

fail contains {"message": message, "at": at, "evidence": {at: start}} if {
	some i, start in policy.weeklySchedule.startTimes
	not google.within_hours(start.hours, input.parameters.from_hour, input.parameters.to_hour)
	at := sprintf("automatedBackupPolicy.weeklySchedule.startTimes[%d]", [i])
	message := sprintf("A backup begins at %02d:%02d UTC, outside the quiet hours.", [start.hours, start.minutes])
}
