# METADATA
# title: Backups of AlloyDB clusters that are not production do not pile up
# description: >-
#   Backups are paid for by the gigabyte and month. Of a test cluster a week is plenty; without any retention they
#   are kept until somebody deletes them.
# related_resources:
# - https://cloud.google.com/alloydb/pricing
# - https://cloud.google.com/alloydb/docs/backup/configure
# custom:
#   id: GC-COST-005
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
#     max_days:
#       default: 14
#       type: integer
#       description: How long backups of other clusters may be kept.
#   controls: {}
#   seeds: [S0-AP-CST-03, S0-CST-03, S0-T-076, S1-T-017, S4-T-051]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 --automated-backup-retention-period=7d
package assay.rules.alloydb.retention_costs

import data.assay.lib.google
import data.assay.lib.backups
import input.resource.data.automatedBackupPolicy as policy

applies if {
	policy.enabled
	not google.production
	not google.secondary
}

fail contains {"message": "Backups are kept until somebody deletes them.", "at": "automatedBackupPolicy"} if {
	backups.kept_for_ever(policy)
}

fail contains {"message": message, "at": "automatedBackupPolicy", "evidence": backups.seen(policy)} if {
	days := backups.days(policy)
	days > input.parameters.max_days
	message := sprintf("Backups are kept for %v days; %d are enough.", [days, input.parameters.max_days])
}

unknown contains "The retention cannot be read." if {
	not backups.kept_for_ever(policy)
	not backups.days(policy)
}
