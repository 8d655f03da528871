# METADATA
# title: Secondary clusters of AlloyDB can be promoted
# description: >-
#   A secondary without an instance that is ready, or whose primary is gone, is found out on the day that it is
#   needed. Promoting it then begins with making an instance.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cross-region-replication/work-with-cross-region-replication
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/create-secondary
# custom:
#   id: GC-DR-002
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S0-INI-07, S0-T-055, S1-T-025]
#   remediation: |
#     gcloud alloydb instances create-secondary <instance> \
#       --cluster={{cluster}} --region={{location}} --project={{project}} --availability-type=REGIONAL
package assay.rules.alloydb.usable_secondary

import data.assay.lib.google
import input.resource.data as cluster

applies if google.secondary

fail contains {"message": message, "at": "state", "evidence": {"state": cluster.state}} if {
	cluster.state in {"FAILED", "STOPPED", "EMPTY"}
	message := sprintf("The secondary cluster is %s.", [lower(cluster.state)])
}

fail contains {"message": "No instance of the secondary cluster is ready.", "at": "instances", "evidence": {"instances": found}} if {
	found := {child.id: object.get(child.data, "state", "unknown") |
		some child in data.estate.children[input.resource.id]
		object.get(child.data, "instanceType", "") == "SECONDARY"
	}
	not ready(found)
}

# What Google works on will be ready.
ready(found) if {
	some state in found
	state in {"READY", "MAINTENANCE", "PROMOTING", "unknown"}
}

primary := concat("", ["//alloydb.googleapis.com/", cluster.secondaryConfig.primaryClusterName])

unknown contains "The primary cluster is outside the scan." if not data.estate.by_id[primary]

unknown contains "The state of its instance is not reported." if {
	some child in data.estate.children[input.resource.id]
	object.get(child.data, "instanceType", "") == "SECONDARY"
	not child.data.state
}
