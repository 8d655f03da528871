# METADATA
# title: Committed-use discounts are used where load is steady
# description: >-
#   A database that runs all year is cheaper by a commitment. Google computes from the bill which one would have paid
#   off.
# related_resources:
# - https://cloud.google.com/alloydb/cud
# - https://cloud.google.com/docs/cuds-recommender
# custom:
#   id: GC-COST-008
#   severity: info
#   resource: recommender.Recommendation
#   needs: [recommender.Recommendation]
#   parameters: {}
#   controls: {}
#   seeds: [S2-PF-CST-01, S2-T-077]
#   remediation: |
#     # A commitment is bought in the console, for one or three years.
#     gcloud recommender recommendations list --project={{project}} --location=global \
#       --recommender=google.cloudbilling.commitment.SpendBasedCommitmentRecommender
package assay.rules.cost.committed_use

import input.resource.data as recommendation

applies if recommendation.recommender == "google.cloudbilling.commitment.SpendBasedCommitmentRecommender"

fail contains {"message": sprintf("Open: %s", [recommendation.description]), "at": "stateInfo.state", "evidence": seen} if {
	recommendation.stateInfo.state == "ACTIVE"
	seen := object.filter(recommendation, {"recommenderSubtype", "priority"})
}
