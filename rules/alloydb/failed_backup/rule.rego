# METADATA
# title: No AlloyDB backup has failed of late
# description: >-
#   A backup that failed is a hole in the history. One may be chance; it is worth a look before the next one fails,
#   too, and the last good copy expires.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.backups#State
# custom:
#   id: GC-BKP-009
#   severity: high
#   resource: alloydb.Backup
#   needs: [alloydb.Backup]
#   parameters:
#     window_days:
#       default: 7
#       type: integer
#       description: How long a failure is reported.
#   controls: {}
#   seeds: [S0-BDR-07, S1-T-099]
#   remediation: |
#     gcloud alloydb operations list --region={{location}} --project={{project}} \
#       --filter="metadata.target~backups/{{backup}}"
package assay.rules.alloydb.failed_backup

import data.assay.lib.google
import input.resource.data as backup

fail contains {"message": message, "at": "state", "evidence": seen} if {
	backup.state == "FAILED"
	age := google.days_since(backup.createTime)
	age <= input.parameters.window_days
	message := sprintf("The backup of %s failed.", [backup.createTime])
	seen := object.filter(backup, {"state", "createTime", "clusterName", "type"})
}

unknown contains sprintf("The state %v is not known to this rule.", [backup.state]) if {
	not backup.state in {"READY", "CREATING", "FAILED", "DELETING"}
}
