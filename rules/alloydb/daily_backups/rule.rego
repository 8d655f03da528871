# METADATA
# title: Production AlloyDB clusters are backed up every day
# description: >-
#   Between two backups only the continuous log helps, and only within its window. The longest time between two runs
#   of the schedule is what a restore from a backup may lose. A window that is too short can end before a backup has
#   begun.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/configure
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#AutomatedBackupPolicy
# custom:
#   id: GC-BKP-003
#   severity: medium
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
#     max_gap_hours:
#       default: 24
#       type: integer
#       description: The longest time between two backups.
#     min_window_hours:
#       default: 1
#       type: number
#       description: The least time in which a backup may begin.
#   controls: {}
#   seeds: [S0-INI-06, S0-T-051, S1-T-087]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 --automated-backup-window=4h \
#       --automated-backup-retention-period=14d
package assay.rules.alloydb.daily_backups

import data.assay.lib.google
import data.assay.lib.backups
import input.resource.data.automatedBackupPolicy as policy

# GC-BKP-001 speaks of backups that are off; a secondary is protected by its primary's.
applies if {
	google.production
	not google.secondary
	not off
}

off if policy.enabled == false

gap := backups.longest_gap(policy)

fail contains {"message": message, "at": at, "evidence": {at: policy.weeklySchedule}} if {
	gap > input.parameters.max_gap_hours
	at := "automatedBackupPolicy.weeklySchedule"
	message := sprintf("Up to %v hours lie between two backups; at most %d are allowed.", [gap, input.parameters.max_gap_hours])
}

fail contains {"message": message, "at": at, "evidence": {at: policy.backupWindow}, "severity": "low"} if {
	google.seconds(policy.backupWindow) < input.parameters.min_window_hours * 3600
	at := "automatedBackupPolicy.backupWindow"
	message := sprintf("A backup has %s to begin; at least %v hours are demanded.", [policy.backupWindow, input.parameters.min_window_hours])
}

unknown contains "The schedule or the window cannot be read." if not readable

readable if {
	gap >= 0
	google.seconds(policy.backupWindow) >= 0
}
