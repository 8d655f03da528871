# METADATA
# title: Secondary instances of AlloyDB have the flags of their primary
# description: >-
#   Flags belong to an instance and are not replicated. A secondary without the primary's max_connections, audit or
#   authentication flags behaves differently on the day of its promotion.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-configure-database-flags
# - https://cloud.google.com/alloydb/docs/cross-region-replication/about-cross-region-replication
# custom:
#   id: GC-DR-004
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     ignore:
#       default: []
#       type: array
#       description: Names of flags that may differ.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=<flag>=<value>,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.secondary_flags

applies if input.resource.data.instanceType == "SECONDARY"

cluster := data.estate.by_id[input.resource.parent].data

primary := child.data if {
	above := concat("", ["//alloydb.googleapis.com/", cluster.secondaryConfig.primaryClusterName])
	some child in data.estate.children[above]
	object.get(child.data, "instanceType", "") == "PRIMARY"
}

own := input.resource.data.databaseFlags

theirs := object.get(primary, "databaseFlags", {})

fail contains {"message": message, "at": at, "evidence": {at: sprintf("%s here, %s there", [here, there])}} if {
	some name in (object.keys(own) | object.keys(theirs)) - {x | some x in input.parameters.ignore}
	here := object.get(own, name, "not set")
	there := object.get(theirs, name, "not set")
	here != there
	at := sprintf("databaseFlags.%s", [name])
	message := sprintf("%s is %s, and %s on the primary.", [name, here, there])
}

unknown contains "The primary instance is outside the scan." if not primary
