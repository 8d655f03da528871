# METADATA
# title: Maintenance windows of Cloud SQL are off-peak
# description: >-
#   A window on a weekday at noon, perhaps because somebody forgot that it is UTC, makes an update everybody's
#   business.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/maintenance
# custom:
#   id: GC-MNT-002-SQL
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
#     days:
#       default: [6, 7]
#       type: array
#       description: '"The quiet days: 1 is Monday, 7 Sunday."'
#     from_hour:
#       default: 0
#       type: integer
#       description: The hour (UTC) at which quiet time begins.
#     to_hour:
#       default: 6
#       type: integer
#       description: The hour (UTC) at which it ends; less than from_hour if midnight is within.
#   controls: {}
#   seeds: [S0-MNT-01, S2-GCP-07, S2-PF-MIG-04, S0-T-091, S2-T-076]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --maintenance-window-day=SUN --maintenance-window-hour=2
package assay.rules.sqladmin.maintenance_off_peak

import data.assay.lib.google

window := input.resource.data.settings.maintenanceWindow

# GC-MNT-001-SQL speaks of instances without a window.
applies if {
	google.postgres
	google.production
	window.day > 0
}

fail contains {"message": message, "at": "settings.maintenanceWindow", "evidence": {"settings.maintenanceWindow": window}} if {
	not quiet
	message := sprintf("The window is on day %d at %d:00 UTC.", [window.day, window.hour])
}

quiet if {
	window.day in input.parameters.days
	google.within_hours(window.hour, input.parameters.from_hour, input.parameters.to_hour)
}
