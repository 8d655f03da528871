# METADATA
# title: Production Cloud SQL instances have a maintenance window
# description: >-
#   Without a window Google updates an instance when it suits Google, which may be at noon. Maintenance interrupts
#   connections, for seconds or for minutes.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/maintenance
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-MNT-001-SQL
#   severity: medium
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
#   seeds: [S0-MNT-01, S2-GCP-07, S0-T-091, S2-T-076]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --maintenance-window-day=SUN --maintenance-window-hour=2
package assay.rules.sqladmin.maintenance_window

import data.assay.lib.google

applies if {
	google.postgres
	google.production
}

day := object.get(input.resource.data.settings, ["maintenanceWindow", "day"], 0)

fail contains {"message": "No maintenance window is set.", "at": at, "evidence": {at: day}} if {
	day == 0
	at := "settings.maintenanceWindow.day"
}
