# METADATA
# title: Projects with sensitive databases are inside a service perimeter
# description: >-
#   IAM decides who; a perimeter of VPC Service Controls decides from where. A stolen token of an administrator
#   cannot export a cluster to a stranger's bucket if the API is restricted to the perimeter.
# related_resources:
# - https://cloud.google.com/vpc-service-controls/docs/overview
# - https://cloud.google.com/sdk/gcloud/reference/access-context-manager/perimeters/update
# custom:
#   id: GC-NET-014
#   severity: high
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, accesscontextmanager.ServicePerimeter, alloydb.Cluster, sqladmin.Instance]
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
#     services:
#       default: [alloydb.googleapis.com, sqladmin.googleapis.com, secretmanager.googleapis.com, cloudkms.googleapis.com]
#       type: array
#       description: The APIs that the perimeter restricts.
#   controls: {}
#   seeds: [S0-SEC-07, S1-T-092]
#   remediation: |
#     # Try it as a dry run first.
#     gcloud access-context-manager perimeters update <perimeter> --policy=<policy> \
#       --add-resources=projects/{{projectNumber}} \
#       --add-restricted-services=alloydb.googleapis.com
package assay.rules.network.service_perimeter

import data.assay.lib.google

applies if {
	google.hosts_database(input.resource.id)
	google.production
}

number := concat("", ["projects/", input.resource.data.projectNumber])

around := [perimeter |
	some perimeter in data.estate.by_kind["accesscontextmanager.ServicePerimeter"]
	perimeter.data.perimeterType == "PERIMETER_TYPE_REGULAR"
	number in perimeter.data.status.resources
]

missing := {service | some service in input.parameters.services} - {service |
	some perimeter in around
	some service in perimeter.data.status.restrictedServices
}

fail contains {"message": "The project is in no enforced perimeter.", "at": "projectNumber"} if count(around) == 0

fail contains {"message": message, "at": "restrictedServices", "evidence": {"perimeter": around[0].id}} if {
	count(around) > 0
	count(missing) > 0
	message := sprintf("The perimeter does not restrict %s.", [concat(", ", missing)])
}
