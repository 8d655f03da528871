# METADATA
# title: AlloyDB clusters have a recent backup
# description: >-
#   A schedule is a wish. That a backup was completed within the last day, or since the schedule's last run, is the
#   fact that a restore relies on.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.backups
# custom:
#   id: GC-BKP-008
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.Backup]
#   parameters:
#     max_age_hours:
#       default: 26
#       type: integer
#       description: >-
#         "How old the newest backup may be, where the schedule does not make them rarer: then two hours more than
#         its longest pause."
#   controls: {}
#   seeds: [S0-BDR-01]
#   remediation: |
#     gcloud alloydb backups create <backup> \
#       --cluster={{cluster}} --region={{location}} --project={{project}}
#     # Then find out why the schedule's own have not come:
#     gcloud alloydb operations list --region={{location}} --project={{project}} \
#       --filter="metadata.target~backups"
package assay.rules.alloydb.recent_backup

import data.assay.lib.google
import data.assay.lib.backups
import input.resource.data as cluster

applies if {
	not google.secondary
	not off
	not young
}

off if cluster.automatedBackupPolicy.enabled == false

# What is younger than the pause between two backups need not have one.
young if google.hours_since(cluster.createTime) < allowed

allowed := max([input.parameters.max_age_hours, backups.longest_gap(cluster.automatedBackupPolicy) + 2])

name := trim_prefix(input.resource.id, "//alloydb.googleapis.com/")

ages := [google.hours_since(completed) |
	some backup in data.estate.by_kind["alloydb.Backup"]
	backup.data.clusterName == name
	not of_namesake(backup)
	object.get(backup.data, "state", "") == "READY"
	completed := object.get(backup.data, "createCompletionTime", object.get(backup.data, "createTime", ""))
	completed != ""
]

# Of a cluster that had this name before.
of_namesake(backup) if {
	own := object.get(cluster, "uid", "")
	theirs := object.get(backup.data, "clusterUid", "")
	not "" in {own, theirs}
	own != theirs
}

fail contains {"message": "There is no completed backup.", "at": "backups"} if count(ages) == 0

fail contains {"message": message, "at": "backups", "evidence": {"newest backup, hours ago": round(min(ages))}} if {
	min(ages) > allowed
	message := sprintf("The newest completed backup is %d hours old; at most %d are allowed.", [round(min(ages)), allowed])
}
