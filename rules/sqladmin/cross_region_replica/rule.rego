# METADATA
# title: Critical Cloud SQL instances have a replica in another region
# description: >-
#   A regional instance survives a zone. For a region there are replicas elsewhere, which can be promoted, or
#   backups, if they were kept elsewhere. How critical an instance is, a label tells.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/replication/cross-region-replicas
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/create
# custom:
#   id: GC-DR-006
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
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
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances create <replica> --project={{project}} \
#       --master-instance-name={{instance}} --region=<other region>
package assay.rules.sqladmin.cross_region_replica

import data.assay.lib.google
import input.resource.data as instance

applies if {
	google.postgres
	not google.replica
	google.production
	google.critical
}

prefix := trim_suffix(input.resource.id, google.last(input.resource.id))

regions contains replica.data.region if {
	some name in instance.replicaNames
	replica := data.estate.by_id[concat("", [prefix, google.last(replace(name, ":", "/"))])]
}

designated if instance.replicationCluster.failoverDrReplicaName != ""

elsewhere if {
	some region in regions
	region != instance.region
}

unseen contains name if {
	some name in instance.replicaNames
	not data.estate.by_id[concat("", [prefix, google.last(replace(name, ":", "/"))])]
}

fail contains {"message": "No replica is in another region.", "at": "replicaNames", "evidence": {"replicaNames": instance.replicaNames}} if {
	not designated
	not elsewhere
	count(unseen) == 0
}

unknown contains sprintf("The replicas %s are outside the scan.", [concat(", ", unseen)]) if {
	count(unseen) > 0
	not designated
	not elsewhere
}
