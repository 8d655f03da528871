# METADATA
# title: Production Cloud SQL instances are updated after the others
# description: >-
#   Maintenance comes in weeks: canary first, then production. Production on the first track tries updates out for
#   the rest of the company.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/maintenance
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-MNT-006
#   severity: info
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
#     late:
#       default: [stable, week5]
#       type: array
#       description: The tracks that are late.
#   controls: {}
#   seeds: [S2-T-076]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --maintenance-release-channel=production
package assay.rules.sqladmin.update_track

import data.assay.lib.google

applies if {
	google.postgres
	google.production
}

track := object.get(input.resource.data.settings, ["maintenanceWindow", "updateTrack"], "SQL_UPDATE_TRACK_UNSPECIFIED")

# Without a track Google chooses, which is what GC-MNT-001-SQL speaks of.
fail contains {"message": sprintf("The update track is %s.", [track]), "at": at, "evidence": {at: track}} if {
	not track in input.parameters.late
	track != "SQL_UPDATE_TRACK_UNSPECIFIED"
	at := "settings.maintenanceWindow.updateTrack"
}
