# METADATA
# title: Production AlloyDB clusters have a maintenance window
# description: >-
#   Without a window Google updates a cluster when it suits Google, which may be at noon. The window belongs to the
#   cluster, not to its instances, and its times are UTC.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cluster-maintenance-manage
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/clusters/update
# custom:
#   id: GC-MNT-001
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
#   controls: {}
#   seeds: [S0-MNT-01, S2-GCP-07, S0-T-091, S2-T-076]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --maintenance-window-day=SUNDAY --maintenance-window-hour=2
package assay.rules.alloydb.maintenance_window

import data.assay.lib.google

applies if google.production

fail contains {"message": "No maintenance window is set.", "at": at, "evidence": {at: []}} if {
	count(input.resource.data.maintenanceUpdatePolicy.maintenanceWindows) == 0
	at := "maintenanceUpdatePolicy.maintenanceWindows"
}
