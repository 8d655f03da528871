# METADATA
# title: Advanced Query Insights is on for critical AlloyDB instances
# description: >-
#   It adds wait events and the queries that run now, with longer texts: what one looks for in the first minutes of
#   an incident. It needs some of the instance's memory and disk.
# related_resources:
# - https://cloud.google.com/alloydb/docs/advanced-query-insights-overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#ObservabilityInstanceConfig
# custom:
#   id: GC-MON-010
#   severity: info
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     criticality_label:
#       default: criticality
#       type: string
#       description: The label that tells how critical the database is.
#     critical:
#       default: [high, critical]
#       type: array
#       description: The values of the label that demand it.
#   controls: {}
#   seeds: [S0-MON-06]
#   remediation: |
#     gcloud beta alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --observability-config-enabled
package assay.rules.alloydb.advanced_insights

import data.assay.lib.google

applies if google.critical

fail contains {"message": "Advanced Query Insights is off.", "at": at, "evidence": {at: false}} if {
	input.resource.data.observabilityConfig.enabled == false
	at := "observabilityConfig.enabled"
}
