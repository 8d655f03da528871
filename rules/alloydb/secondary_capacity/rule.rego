# METADATA
# title: Secondary instances of AlloyDB are as large as their primary
# description: >-
#   After a promotion the secondary carries the whole load. If it is half as large, the region's failure becomes an
#   overload, and resizing means a restart at that very moment.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/update
# custom:
#   id: GC-DR-003
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     ratio:
#       default: 1.0
#       type: number
#       description: The least share of the primary's virtual processors.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --cpu-count=<number of the primary>
package assay.rules.alloydb.secondary_capacity

import data.assay.lib.google

applies if input.resource.data.instanceType == "SECONDARY"

cluster := data.estate.by_id[input.resource.parent].data

primary := child.data if {
	above := concat("", ["//alloydb.googleapis.com/", cluster.secondaryConfig.primaryClusterName])
	some child in data.estate.children[above]
	object.get(child.data, "instanceType", "") == "PRIMARY"
}

own := google.processors(input.resource.data.machineConfig)

theirs := google.processors(primary.machineConfig)

fail contains {"message": message, "at": "machineConfig.cpuCount", "evidence": {"machineConfig.cpuCount": own}} if {
	own < theirs * input.parameters.ratio
	message := sprintf("The secondary has %d virtual processors, the primary %d.", [own, theirs])
}

unknown contains "The primary instance is outside the scan." if not primary

unknown contains "The number of virtual processors is not told." if {
	primary
	not sized
}

sized if {
	own
	theirs
}
