# METADATA
# title: Automated backups of AlloyDB are kept long enough
# description: >-
#   Damage is often noticed days after it was done: a bad migration, a slow deletion, ransomware. When the oldest backup
#   is younger than the damage there is nothing to go back to. A number of backups is counted in days by their schedule.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/configure
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#AutomatedBackupPolicy
# custom:
#   id: GC-BKP-002
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     min_days:
#       default: 7
#       type: integer
#       description: Kept for fewer days is a violation of the rule's severity.
#     recommended_days:
#       default: 14
#       type: integer
#       description: Kept for fewer days than this, but at least min_days, is a low one.
#   controls:
#     iso-27001-2022: [A.8.13]
#   seeds: [S0-AP-BDR-02, S0-INI-06, S0-CST-03, S0-T-051, S0-T-076, S1-T-017, S1-T-088, S4-T-051]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} \
#       --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 \
#       --automated-backup-retention-period=14d
#     # The new period holds for new backups; those that exist keep the
#     # one that they were made with.
package assay.rules.alloydb.backup_retention

import data.assay.lib.backups
import data.assay.lib.google
import input.resource.data.automatedBackupPolicy as policy

# GC-BKP-001 speaks of backups that are off; a secondary is protected by its primary's.
applies if {
	not off
	not google.secondary
}

off if policy.enabled == false

days := backups.days(policy)

fail contains {"message": message, "at": "automatedBackupPolicy", "evidence": backups.seen(policy)} if {
	days < input.parameters.min_days
	message := sprintf("Backups are kept for %v days; at least %d are demanded.", [days, input.parameters.min_days])
}

fail contains {"message": message, "at": "automatedBackupPolicy", "evidence": backups.seen(policy), "severity": "low"} if {
	days >= input.parameters.min_days
	days < input.parameters.recommended_days
	message := sprintf("Backups are kept for %v days; %d are recommended.", [days, input.parameters.recommended_days])
}

unknown contains sprintf("The retention period %q cannot be read.", [backups.period(policy)]) if not days
