# METADATA
# title: Secondary clusters of AlloyDB have backups of their own
# description: >-
#   Once promoted, a secondary is a primary without a history: if its backups are off, nothing can be undone from
#   that day on, and nobody thinks of it then. Backups in the second region also survive the first.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/clusters/create-secondary
# custom:
#   id: GC-DR-008
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 --automated-backup-retention-period=14d \
#       --enable-continuous-backup --continuous-backup-recovery-window-days=14
package assay.rules.alloydb.secondary_backups

import data.assay.lib.google
import input.resource.data as cluster

applies if google.secondary

# Unset means on: AutomatedBackupPolicy.enabled and ContinuousBackupConfig.enabled in resources.proto.
fail contains {"message": "Automated backups of the secondary are disabled.", "at": at, "evidence": {at: false}} if {
	cluster.automatedBackupPolicy.enabled == false
	at := "automatedBackupPolicy.enabled"
}

fail contains {"message": "Continuous backup of the secondary is disabled.", "at": at, "evidence": {at: false}} if {
	cluster.continuousBackupConfig.enabled == false
	at := "continuousBackupConfig.enabled"
}
