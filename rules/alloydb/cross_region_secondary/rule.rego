# METADATA
# title: Critical AlloyDB clusters have a secondary in another region
# description: >-
#   A region fails rarely, and then for long. A secondary cluster in another region follows the primary through the
#   storage, and can be promoted; without one there are backups, if they were kept elsewhere. How critical a cluster
#   is, a label tells.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/clusters/create-secondary
# custom:
#   id: GC-DR-001
#   severity: high
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
#     criticality_label:
#       default: criticality
#       type: string
#       description: The label that tells how critical the database is.
#     critical:
#       default: [high, critical]
#       type: array
#       description: The values of the label that demand it.
#     min:
#       default: 1
#       type: integer
#       description: The least number of secondaries in other regions.
#   controls: {}
#   seeds: [S0-HA-03, S0-AP-BDR-03, S0-INI-07, S0-T-055, S1-T-023, S1-T-025]
#   remediation: |
#     # A secondary is replicated from the primary's storage, not restored from a backup.
#     gcloud alloydb clusters create-secondary <secondary> \
#       --region=<other region> --project={{project}} \
#       --primary-cluster=projects/{{project}}/locations/{{location}}/clusters/{{cluster}}
#     gcloud alloydb instances create-secondary <instance> \
#       --cluster=<secondary> --region=<other region> --project={{project}} --availability-type=REGIONAL
package assay.rules.alloydb.cross_region_secondary

import data.assay.lib.google

applies if {
	not google.secondary
	google.production
	google.critical
}

name := trim_prefix(input.resource.id, "//alloydb.googleapis.com/")

# What the primary tells, and what secondaries tell of it.
secondaries contains other if {
	some other in object.get(input.resource.data, ["primaryConfig", "secondaryClusterNames"], [])
}

secondaries contains trim_prefix(other.id, "//alloydb.googleapis.com/") if {
	some other in data.estate.by_kind["alloydb.Cluster"]
	object.get(other.data, ["secondaryConfig", "primaryClusterName"], "") == name
}

elsewhere := {other |
	some other in secondaries
	google.segment(other, "locations") != google.segment(name, "locations")
}

fail contains {"message": message, "at": at, "evidence": {at: secondaries}} if {
	count(elsewhere) < input.parameters.min
	at := "primaryConfig.secondaryClusterNames"
	message := sprintf("%d secondaries are in another region; at least %d are demanded.", [count(elsewhere), input.parameters.min])
}
