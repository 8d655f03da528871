# METADATA
# title: Storage of Cloud SQL grows by itself
# description: >-
#   A disk that is full stops the database, and Cloud SQL does not start again without room. With automatic growth
#   that cannot happen, unless a limit stops it just above what is used now.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/instance-settings
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-PERF-011
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     room:
#       default: 1.2
#       type: number
#       description: How many times the present size a limit must be.
#   controls: {}
#   seeds: [S2-PF-CST-05, S2-T-075]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --storage-auto-increase --storage-auto-increase-limit=0
package assay.rules.sqladmin.storage_auto_resize

import data.assay.lib.google
import input.resource.data.settings as settings

applies if google.postgres

fail contains {"message": "Storage does not grow by itself.", "at": "settings.storageAutoResize", "evidence": {"settings.storageAutoResize": false}} if {
	settings.storageAutoResize == false
}

limit := to_number(settings.storageAutoResizeLimit)

fail contains {"message": message, "at": "settings.storageAutoResizeLimit", "evidence": seen} if {
	settings.storageAutoResize
	limit > 0
	size := to_number(settings.dataDiskSizeGb)
	limit < size * input.parameters.room
	message := sprintf("Storage of %d GB may grow to %d GB only.", [size, limit])
	seen := object.filter(settings, {"dataDiskSizeGb", "storageAutoResizeLimit"})
}
