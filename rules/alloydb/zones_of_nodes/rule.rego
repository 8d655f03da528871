# METADATA
# title: The nodes of highly available AlloyDB instances are in two zones
# description: >-
#   Highly available means that one zone may fail. That the nodes really are in different zones is Google's business,
#   and usually so; where the API shows them all in one, the promise does not hold.
# related_resources:
# - https://cloud.google.com/alloydb/docs/high-availability
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#Node
# custom:
#   id: GC-HA-007
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Instance.nodes]
#   parameters: {}
#   controls: {}
#   seeds: [S0-HA-04, S1-T-021]
#   remediation: |
#     # Google places the nodes: open a support case that names
#     # projects/{{project}}/locations/{{location}}/clusters/{{cluster}}/instances/{{instance}}
package assay.rules.alloydb.zones_of_nodes

import input.resource.data as instance

# nodes holds those of a read pool, and the standby of a primary beside its writable node: Instance.nodes in resources.proto.
applies if {
	instance.instanceType == "READ_POOL"
	instance.readPoolConfig.nodeCount > 1
}

applies if {
	instance.instanceType in {"PRIMARY", "SECONDARY"}
	instance.availabilityType == "REGIONAL"
}

zones contains node.zoneId if some node in instance.nodes

zones contains zone if {
	zone := object.get(instance, ["writableNode", "zoneId"], "")
	zone != ""
}

fail contains {"message": message, "at": "nodes", "evidence": seen} if {
	count(zones) == 1
	count(instance.nodes) > 0
	message := sprintf("All nodes are in %s.", [concat("", zones)])
	seen := object.filter(instance, {"nodes", "writableNode"})
}

unknown contains "No node is reported." if count(instance.nodes) == 0
