# METADATA
# title: AlloyDB clusters are in allowed regions
# description: >-
#   Law or contract often say where data may lie. A cluster keeps its data in its region, so the region is the
#   answer. Without a list of allowed regions the rule has no opinion.
# related_resources:
# - https://cloud.google.com/alloydb/docs/locations
# - https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
# custom:
#   id: GC-DR-007
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     allowed_regions:
#       default: []
#       type: array
#       description: >-
#         "Regions where data may lie, such as europe-west4 or europe-*. Where empty, the rule does not apply."
#   controls: {}
#   seeds: [S0-INI-01, S1-T-068, S1-T-074, S2-T-060]
#   remediation: |
#     # A cluster does not move: make a secondary in an allowed region, promote
#     # it, and delete this cluster.
#     gcloud alloydb clusters create-secondary <new cluster> \
#       --region=<allowed region> --project={{project}} \
#       --primary-cluster=projects/{{project}}/locations/{{location}}/clusters/{{cluster}}
package assay.rules.alloydb.allowed_regions

import data.assay.lib.google

applies if count(input.parameters.allowed_regions) > 0

region := google.segment(input.resource.id, "locations")

fail contains {"message": sprintf("The data are in %s.", [region]), "evidence": {"region": region}} if {
	not google.allowed(region)
}
