# METADATA
# title: Maintenance windows of AlloyDB are off-peak
# description: >-
#   Maintenance interrupts connections for some seconds, and once in a while for longer. A window on a weekday at
#   noon, perhaps because somebody forgot that it is UTC, makes that everybody's business.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cluster-maintenance-manage
# custom:
#   id: GC-MNT-002
#   severity: low
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
#     days:
#       default: [SATURDAY, SUNDAY]
#       type: array
#       description: The quiet days.
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
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --maintenance-window-day=SUNDAY --maintenance-window-hour=2
package assay.rules.alloydb.maintenance_off_peak

import data.assay.lib.google

windows := input.resource.data.maintenanceUpdatePolicy.maintenanceWindows

# GC-MNT-001 speaks of clusters without a window.
applies if {
	google.production
	count(windows) > 0
}

fail contains {"message": message, "at": at, "evidence": {at: window}} if {
	some i, window in windows
	not quiet(window)
	at := sprintf("maintenanceUpdatePolicy.maintenanceWindows[%d]", [i])
	message := sprintf("The window is on %s at %d:00 UTC.", [window.day, hour(window)])
}

hour(window) := object.get(window, ["startTime", "hours"], 0)

quiet(window) if {
	window.day in input.parameters.days
	google.within_hours(hour(window), input.parameters.from_hour, input.parameters.to_hour)
}
