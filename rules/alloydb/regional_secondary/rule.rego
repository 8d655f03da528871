# METADATA
# title: Production secondary instances of AlloyDB are regional
# description: >-
#   After a promotion the secondary is production, at the worst moment for a second failure. A zonal one then has no
#   standby, and making it regional takes time that nobody has.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#AvailabilityType
# custom:
#   id: GC-HA-006
#   severity: medium
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
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --availability-type=REGIONAL
package assay.rules.alloydb.regional_secondary

import data.assay.lib.google

applies if {
	input.resource.data.instanceType == "SECONDARY"
	google.production
}

availability := input.resource.data.availabilityType

fail contains {"message": "The secondary has no standby in another zone.", "at": "availabilityType", "evidence": seen} if {
	availability == "ZONAL"
	seen := object.filter(input.resource.data, {"availabilityType", "gceZone"})
}

unknown contains sprintf("The availability type %v is not known to this rule.", [availability]) if {
	not availability in {"REGIONAL", "ZONAL"}
}
