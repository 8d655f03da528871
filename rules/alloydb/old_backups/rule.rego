# METADATA
# title: Backups of AlloyDB that somebody made by hand are reviewed
# description: >-
#   A backup on demand is kept until somebody deletes it, and so is that of a cluster that is gone. Both are paid for
#   every month, and hold data that retention rules may have wanted gone.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/overview
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/backups/delete
# custom:
#   id: GC-COST-006
#   severity: low
#   resource: alloydb.Backup
#   needs: [alloydb.Backup, alloydb.Cluster]
#   parameters:
#     max_days:
#       default: 90
#       type: integer
#       description: How old a backup on demand may be.
#   controls: {}
#   seeds: [S0-MNT-06, S0-T-077, S1-T-028, S1-T-065]
#   remediation: |
#     gcloud alloydb backups delete {{backup}} --region={{location}} --project={{project}}
package assay.rules.alloydb.old_backups

import data.assay.lib.google
import input.resource.data as backup

cluster := concat("", ["//alloydb.googleapis.com/", backup.clusterName])

fail contains {"message": message, "at": "createTime", "evidence": object.filter(backup, {"createTime", "sizeBytes"})} if {
	backup.type == "ON_DEMAND"
	age := google.days_since(backup.createTime)
	age > input.parameters.max_days
	message := sprintf("The backup is %d days old.", [floor(age)])
}

fail contains {"message": "Its cluster is gone.", "at": "clusterName", "evidence": object.filter(backup, {"clusterName", "sizeBytes"})} if {
	not data.estate.by_id[cluster]
	google.segment(cluster, "projects") == google.segment(input.resource.id, "projects")
}
