# METADATA
# title: Cloud SQL automated backups are enabled
# description: >-
#   Without them nothing can be undone: neither a bad migration nor a deletion that is noticed a week later. They are
#   off in instances that were made through the API or gcloud without asking for them.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/backups
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-BKP-012
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S2-GCP-03, S2-T-060]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --backup-start-time=02:00 --retained-backups-count=14
package assay.rules.sqladmin.automated_backups

import data.assay.lib.google

# A replica is restored from its primary's backups.
applies if {
	google.postgres
	not google.replica
}

fail contains {"message": "Automated backups are disabled.", "at": at, "evidence": {at: false}} if {
	not input.resource.data.settings.backupConfiguration.enabled
	at := "settings.backupConfiguration.enabled"
}
