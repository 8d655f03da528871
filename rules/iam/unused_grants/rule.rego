# METADATA
# title: Grants that nobody uses are taken back
# description: >-
#   Google compares what principals may with what they did over months, and recommends to take the rest away. A
#   recommendation that has been open for a month is a decision that nobody takes.
# related_resources:
# - https://cloud.google.com/policy-intelligence/docs/role-recommendations-overview
# - https://cloud.google.com/sdk/gcloud/reference/recommender/recommendations/list
# custom:
#   id: GC-IAM-021
#   severity: low
#   resource: recommender.Recommendation
#   needs: [recommender.Recommendation]
#   parameters:
#     max_age_days:
#       default: 30
#       type: integer
#       description: How long a recommendation may be open.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud recommender recommendations list --project={{project}} --location=global \
#       --recommender=google.iam.policy.Recommender
package assay.rules.iam.unused_grants

import data.assay.lib.google
import input.resource.data as recommendation

applies if recommendation.recommender == "google.iam.policy.Recommender"

fail contains {"message": message, "at": "stateInfo.state", "evidence": object.filter(recommendation, {"recommenderSubtype", "priority"})} if {
	recommendation.stateInfo.state == "ACTIVE"
	google.days_since(recommendation.lastRefreshTime) <= input.parameters.max_age_days
	message := sprintf("Open: %s", [recommendation.description])
}

unknown contains "The recommendation was not refreshed for long; it may be out of date." if {
	recommendation.stateInfo.state == "ACTIVE"
	google.days_since(recommendation.lastRefreshTime) > input.parameters.max_age_days
}
