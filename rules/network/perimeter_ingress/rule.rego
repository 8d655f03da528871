# METADATA
# title: Service perimeters around databases do not let anybody in from anywhere
# description: >-
#   One ingress rule with any identity, from any source, for the database's API undoes the perimeter, and looks like
#   a detail among others.
# related_resources:
# - https://cloud.google.com/vpc-service-controls/docs/ingress-egress-rules
# - https://cloud.google.com/sdk/gcloud/reference/access-context-manager/perimeters/update
# custom:
#   id: GC-NET-016
#   severity: high
#   resource: accesscontextmanager.ServicePerimeter
#   needs: [accesscontextmanager.ServicePerimeter]
#   parameters:
#     services:
#       default: [alloydb.googleapis.com, sqladmin.googleapis.com]
#       type: array
#       description: The APIs of databases.
#   controls: {}
#   seeds: [S0-SEC-07]
#   remediation: |
#     gcloud access-context-manager perimeters update {{servicePerimeter}} --policy=<policy> \
#       --set-ingress-policies=<file>
package assay.rules.network.perimeter_ingress

import input.resource.data as perimeter

applies if {
	some service in perimeter.status.restrictedServices
	service in input.parameters.services
}

fail contains {"message": message, "at": at, "evidence": {at: policy}} if {
	some i, policy in perimeter.status.ingressPolicies
	policy.ingressFrom.identityType == "ANY_IDENTITY"
	some source in policy.ingressFrom.sources
	source.accessLevel == "*"
	some operation in policy.ingressTo.operations
	operation.serviceName in {"*"} | {service | some service in input.parameters.services}
	at := sprintf("status.ingressPolicies[%d]", [i])
	message := sprintf("Anybody may call %s from anywhere.", [operation.serviceName])
}
