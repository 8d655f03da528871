# METADATA
# title: Backups of production Cloud SQL instances outlive them
# description: >-
#   Whoever deletes an instance deletes its backups, unless they are retained or a last one is made. A deletion by
#   mistake, or by an attacker, is then final.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/backups
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-BKP-015
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
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
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --retain-backups-on-delete
package assay.rules.sqladmin.backups_after_deletion

import data.assay.lib.google
import input.resource.data.settings as settings

applies if {
	google.postgres
	not google.replica
	google.production
}

fail contains {"message": "The backups go with the instance.", "at": "settings.retainBackupsOnDelete", "evidence": seen} if {
	not settings.retainBackupsOnDelete
	not settings.finalBackupConfig.enabled
	seen := {"settings.retainBackupsOnDelete": false, "settings.finalBackupConfig.enabled": false}
}
