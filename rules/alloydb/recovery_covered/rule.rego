# METADATA
# title: Production AlloyDB clusters can really be restored over the whole window
# description: >-
#   The window is what was asked for; the earliest restorable time is what there is. Where the log begins later than
#   it should, some of it has been lost, and Google has to be asked why.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#ContinuousBackupInfo
# custom:
#   id: GC-BKP-007
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.Cluster.continuousBackupInfo]
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
#     slack_hours:
#       default: 6
#       type: integer
#       description: How much later than the window's beginning the log may begin.
#   controls: {}
#   seeds: [S0-T-054]
#   remediation: |
#     # Open a support case that names the cluster, and make a backup meanwhile:
#     gcloud alloydb backups create <backup> \
#       --cluster={{cluster}} --region={{location}} --project={{project}}
package assay.rules.alloydb.recovery_covered

import data.assay.lib.backups
import data.assay.lib.google
import input.resource.data as cluster

applies if {
	google.production
	not google.secondary
	cluster.continuousBackupConfig.enabled
}

window := backups.recovery_days(cluster.continuousBackupConfig) * 24

expected := min([window, google.hours_since(cluster.continuousBackupInfo.enabledTime)])

covered := google.hours_since(cluster.continuousBackupInfo.earliestRestorableTime)

fail contains {"message": message, "at": at, "evidence": {at: cluster.continuousBackupInfo.earliestRestorableTime}} if {
	covered < expected - input.parameters.slack_hours
	at := "continuousBackupInfo.earliestRestorableTime"
	message := sprintf("The cluster can be restored over %d hours; it should be %d.", [round(covered), round(expected)])
}
