# METADATA
# title: Production AlloyDB clusters can be restored to any moment of the last days
# description: >-
#   The recovery window is how late a mistake may be noticed and still be undone to the second. Google keeps 14 days
#   unless told otherwise, and 35 at most; regulated data may demand the most.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#ContinuousBackupConfig
# custom:
#   id: GC-BKP-006
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
#     min_days:
#       default: 7
#       type: integer
#       description: A shorter window is a violation of the rule's severity.
#     recommended_days:
#       default: 14
#       type: integer
#       description: '"A window shorter than this, but at least min_days, is a low one."'
#     regulated_label:
#       default: compliance
#       type: string
#       description: The cluster's label that names a regulation.
#     regulated_days:
#       default: 35
#       type: integer
#       description: '"The window that clusters with that label need; Google keeps 35 days at most."'
#   controls: {}
#   seeds: [S0-T-050, S1-T-010, S1-T-026, S1-T-027, S1-T-086, S1-T-088]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --enable-continuous-backup --continuous-backup-recovery-window-days=14
package assay.rules.alloydb.recovery_window

import data.assay.lib.backups
import data.assay.lib.google
import input.resource.data as cluster

applies if {
	google.production
	not google.secondary
	cluster.continuousBackupConfig.enabled
}

regulated if cluster.labels[input.parameters.regulated_label]

days := backups.recovery_days(cluster.continuousBackupConfig)

default demanded := 0

demanded := input.parameters.regulated_days if regulated

demanded := input.parameters.min_days if not regulated

at := "continuousBackupConfig.recoveryWindowDays"

fail contains {"message": message, "at": at, "evidence": {at: days}} if {
	days < demanded
	message := sprintf("The window is %d days; at least %d are demanded.", [days, demanded])
}

fail contains {"message": message, "at": at, "evidence": {at: days}, "severity": "low"} if {
	days >= demanded
	days < input.parameters.recommended_days
	message := sprintf("The window is %d days; %d are recommended.", [days, input.parameters.recommended_days])
}
