# METADATA
# title: Query Insights of Cloud SQL is on and records enough
# description: >-
#   Query Insights keeps which statements took how long, with their plans. Texts that are cut too short cannot be
#   told apart, and without application tags nobody knows which service sent them.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/using-query-insights
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-MON-011
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     min_len:
#       default: 1024
#       type: integer
#       description: The least length of texts in bytes.
#     tags:
#       default: true
#       type: boolean
#       description: Whether application tags are demanded.
#   controls: {}
#   seeds: [S0-AP-PRF-06, S2-GCP-05, S2-MON-03, S2-PF-PRF-07, S2-PF-MON-04, S2-T-066]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --insights-config-query-insights-enabled --insights-config-query-string-length=1024 \
#       --insights-config-record-application-tags --insights-config-query-plans-per-minute=5
package assay.rules.sqladmin.query_insights

import data.assay.lib.google
import input.resource.data.settings.insightsConfig as insights

applies if google.postgres

fail contains {"message": "Query Insights is off.", "at": at, "evidence": {at: false}} if {
	not insights.queryInsightsEnabled
	at := "settings.insightsConfig.queryInsightsEnabled"
}

fail contains {"message": message, "at": at, "evidence": {at: insights.queryStringLength}} if {
	insights.queryInsightsEnabled
	insights.queryStringLength < input.parameters.min_len
	at := "settings.insightsConfig.queryStringLength"
	message := sprintf("Texts are cut after %d bytes; at least %d are demanded.", [insights.queryStringLength, input.parameters.min_len])
}

fail contains {"message": "Application tags are not recorded.", "at": at, "evidence": {at: false}} if {
	input.parameters.tags
	insights.queryInsightsEnabled
	not insights.recordApplicationTags
	at := "settings.insightsConfig.recordApplicationTags"
}
