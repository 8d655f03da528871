# METADATA
# title: Query Insights of production AlloyDB instances records enough
# description: >-
#   Query Insights keeps which statements took how long, with their plans. Texts that are cut too short cannot be
#   told apart, and without application tags nobody knows which service sent them.
# related_resources:
# - https://cloud.google.com/alloydb/docs/using-query-insights
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#QueryInsightsInstanceConfig
# custom:
#   id: GC-MON-009
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
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
#     min_len:
#       default: 1024
#       type: integer
#       description: The least length of texts in bytes.
#     min_plans:
#       default: 1
#       type: integer
#       description: The least number of plans a minute.
#     tags:
#       default: true
#       type: boolean
#       description: Whether application tags are demanded.
#   controls: {}
#   seeds: [S0-AP-PRF-06, S0-MON-06, S1-MIG-13, S2-PF-PRF-07]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --insights-config-query-string-length=1024 --insights-config-query-plans-per-minute=5 \
#       --insights-config-record-application-tags
package assay.rules.alloydb.query_insights

import data.assay.lib.google
import input.resource.data.queryInsightsConfig as insights

applies if google.production

fail contains {"message": "Query Insights is off.", "at": "queryInsightsInfo.enabled", "evidence": seen} if {
	# On unless the service says otherwise; in JSON it says false by leaving it out.
	info := object.get(input.resource.data, "queryInsightsInfo", {"enabled": true})
	not object.get(info, "enabled", false)
	seen := {"queryInsightsInfo.enabled": false}
}

fail contains {"message": message, "at": at, "evidence": {at: insights.queryStringLength}} if {
	insights.queryStringLength < input.parameters.min_len
	at := "queryInsightsConfig.queryStringLength"
	message := sprintf("Texts are cut after %d bytes; at least %d are demanded.", [insights.queryStringLength, input.parameters.min_len])
}

fail contains {"message": "Too few plans are recorded.", "at": at, "evidence": {at: insights.queryPlansPerMinute}} if {
	insights.queryPlansPerMinute < input.parameters.min_plans
	at := "queryInsightsConfig.queryPlansPerMinute"
}

fail contains {"message": "Application tags are not recorded.", "at": at, "evidence": {at: false}} if {
	input.parameters.tags
	insights.recordApplicationTags == false
	at := "queryInsightsConfig.recordApplicationTags"
}
