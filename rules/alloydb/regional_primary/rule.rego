# METADATA
# title: Production primary instances of AlloyDB are regional
# description: >-
#   A zonal primary has no standby: when its zone or its machine fails, the database is down until it has been brought up
#   again. A regional one fails over to another zone by itself. Production is told by a label of the cluster.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-primary-create
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#AvailabilityType
# custom:
#   id: GC-HA-001
#   severity: high
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     environment_label:
#       default: env
#       type: string
#       description: The cluster's label that names its environment.
#     production:
#       default: [prod, production]
#       type: array
#       description: The values of the label that mean production.
#     unlabelled_is_production:
#       default: true
#       type: boolean
#       description: Whether a cluster without the label is judged like production.
#   controls: {}
#   seeds: [S0-HA-01, S0-HA-04, S0-AP-ARC-01, S0-INI-02, S0-T-005, S1-T-003, S1-T-015, S1-T-021, S1-T-022]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --availability-type=REGIONAL
package assay.rules.alloydb.regional_primary

import data.assay.lib.google

# A read pool is made available by its number of nodes, and a secondary has a rule of its own.
applies if {
	not of_another_type
	google.production
}

of_another_type if input.resource.data.instanceType in {"READ_POOL", "SECONDARY"}

# Unset means REGIONAL on a primary (Instance.availabilityType in the API reference).
availability := object.get(input.resource.data, "availabilityType", "AVAILABILITY_TYPE_UNSPECIFIED")

fail contains {"message": "The primary has no standby in another zone.", "at": "availabilityType", "evidence": seen} if {
	availability == "ZONAL"
	seen := object.filter(input.resource.data, {"availabilityType", "gceZone"})
}

unknown contains sprintf("The availability type %v is not known to this rule.", [availability]) if {
	not availability in {"REGIONAL", "ZONAL", "AVAILABILITY_TYPE_UNSPECIFIED"}
}
