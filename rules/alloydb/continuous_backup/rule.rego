# METADATA
# title: AlloyDB continuous backup is enabled
# description: >-
#   It keeps the log of every change, so that a cluster can be restored as it was at any moment of the window: before
#   the bad statement, not at last night's backup.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#ContinuousBackupConfig
# custom:
#   id: GC-BKP-005
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters: {}
#   controls: {}
#   seeds: [S1-T-010, S1-T-024, S1-T-026, S1-T-086, S4-T-070]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --enable-continuous-backup --continuous-backup-recovery-window-days=14
package assay.rules.alloydb.continuous_backup

import data.assay.lib.google

# A secondary is protected by its primary; GC-DR-008 asks for its own.
applies if not google.secondary

# Unset means on: ContinuousBackupConfig.enabled in resources.proto.
fail contains {"message": "Continuous backup is disabled.", "at": at, "evidence": {at: false}} if {
	input.resource.data.continuousBackupConfig.enabled == false
	at := "continuousBackupConfig.enabled"
}
