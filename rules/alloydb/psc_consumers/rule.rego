# METADATA
# title: Private Service Connect admits known projects only
# description: >-
#   The list of allowed consumer projects is the door of an instance that is offered by Private Service Connect: any
#   of them can make an endpoint in its own network. A project that nobody knows of on that list is somebody else's
#   network at the database.
# related_resources:
# - https://cloud.google.com/alloydb/docs/about-private-service-connect
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/update
# custom:
#   id: GC-NET-005
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster, cloudresourcemanager.Project]
#   parameters:
#     allowed_projects:
#       default: []
#       type: array
#       description: '"Ids and numbers of projects that may connect. Where empty: the projects of the scan."'
#   controls: {}
#   seeds: [S0-SEC-08]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --allowed-psc-projects=<project>,…
#     # The list replaces the old one.
package assay.rules.alloydb.psc_consumers

import data.assay.lib.google

applies if data.estate.by_id[input.resource.parent].data.pscConfig.pscEnabled

known := {name | some name in input.parameters.allowed_projects} if count(input.parameters.allowed_projects) > 0

known := ids | numbers if count(input.parameters.allowed_projects) == 0

ids := {google.last(project.id) | some project in data.estate.by_kind["cloudresourcemanager.Project"]}

numbers := {number |
	some project in data.estate.by_kind["cloudresourcemanager.Project"]
	number := object.get(project.data, "projectNumber", "")
}

fail contains {"message": message, "at": at, "evidence": {at: name}} if {
	some i, name in input.resource.data.pscInstanceConfig.allowedConsumerProjects
	not trim_prefix(name, "projects/") in known
	at := sprintf("pscInstanceConfig.allowedConsumerProjects[%d]", [i])
	message := sprintf("%s may connect and is not among the known projects.", [name])
}
