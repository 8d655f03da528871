# METADATA
# title: Automatic Private Service Connect connections are active and expected
# description: >-
#   AlloyDB makes endpoints in consumers' networks by itself where it was asked to. One that is not active leaves its
#   clients without the database; one in a project that is not expected is a path that somebody has opened.
# related_resources:
# - https://cloud.google.com/alloydb/docs/about-private-service-connect
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#PscAutoConnectionConfig
# custom:
#   id: GC-NET-006
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     allowed_projects:
#       default: []
#       type: array
#       description: '"Projects that may have such a connection. Where empty, any may."'
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --psc-auto-connections=project=<project>,network=<network>
#     # or --clear-psc-auto-connections
package assay.rules.alloydb.psc_connections

connections := input.resource.data.pscInstanceConfig.pscAutoConnections

applies if count(connections) > 0

fail contains {"message": message, "at": at, "evidence": {at: status}} if {
	some i, connection in connections
	status := connection.status
	status != "ACTIVE"
	at := sprintf("pscInstanceConfig.pscAutoConnections[%d].status", [i])
	message := sprintf("The connection from %s is %s.", [connection.consumerProject, status])
}

fail contains {"message": message, "at": at, "evidence": {at: connection.consumerProject}} if {
	count(input.parameters.allowed_projects) > 0
	some i, connection in connections
	not connection.consumerProject in input.parameters.allowed_projects
	at := sprintf("pscInstanceConfig.pscAutoConnections[%d].consumerProject", [i])
	message := sprintf("%s is not among the projects that may connect.", [connection.consumerProject])
}
