# METADATA
# title: No recommendation of Google for a database is left open
# description: >-
#   Active Assist sees what no scan sees: usage over months, and what Google's own engineers advise. An open
#   recommendation wants to be taken or dismissed.
# related_resources:
# - https://cloud.google.com/alloydb/docs/recommender-overview
# - https://cloud.google.com/recommender/docs/recommenders
# custom:
#   id: GC-FND-002
#   severity: low
#   resource: recommender.Recommendation
#   needs: [recommender.Recommendation]
#   parameters:
#     subtypes:
#       default: []
#       type: array
#       description: '"Subtypes that count, such as REQUIRE_SSL. Where empty, all of AlloyDB''s and Cloud SQL''s do."'
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud recommender recommendations list --project={{project}} --location={{location}} \
#       --recommender={{recommender}}
package assay.rules.google.recommendations

import input.resource.data as recommendation

applies if regex.match(`^google\.(alloydb|cloudsql)\.`, recommendation.recommender)

chosen if count(input.parameters.subtypes) == 0

chosen if recommendation.recommenderSubtype in input.parameters.subtypes

fail contains {"message": message, "at": "stateInfo.state", "evidence": seen} if {
	recommendation.stateInfo.state == "ACTIVE"
	chosen
	message := sprintf("Open: %s %s", [recommendation.recommenderSubtype, recommendation.description])
	seen := object.filter(recommendation, {"recommenderSubtype", "priority", "targetResources"})
}
