# METADATA
# title: Service perimeters around databases are enforced
# description: >-
#   A dry run writes down what it would have refused, and refuses nothing. It is how one begins; a perimeter that is
#   still one protects nobody.
# related_resources:
# - https://cloud.google.com/vpc-service-controls/docs/dry-run-mode
# - https://cloud.google.com/sdk/gcloud/reference/access-context-manager/perimeters/dry-run/enforce
# custom:
#   id: GC-NET-015
#   severity: medium
#   resource: accesscontextmanager.ServicePerimeter
#   needs: [accesscontextmanager.ServicePerimeter]
#   parameters:
#     services:
#       default: [alloydb.googleapis.com, sqladmin.googleapis.com]
#       type: array
#       description: The APIs that make a perimeter one around databases.
#   controls: {}
#   seeds: [S0-SEC-07]
#   remediation: |
#     gcloud access-context-manager perimeters dry-run enforce {{servicePerimeter}} --policy={{accessPolicy}}
package assay.rules.network.perimeter_dry_run

import input.resource.data as perimeter

planned := {service | some service in perimeter.spec.restrictedServices} & {service | some service in input.parameters.services}

applies if {
	perimeter.useExplicitDryRunSpec
	count(planned) > 0
}

fail contains {"message": message, "at": "spec", "evidence": {"spec.restrictedServices": unenforced}} if {
	unenforced := planned - {service | some service in perimeter.status.restrictedServices}
	count(unenforced) > 0
	message := sprintf("%s is restricted in the dry run only.", [concat(", ", unenforced)])
}

fail contains {"message": message, "at": "spec.resources", "evidence": {"spec.resources": outside}} if {
	outside := {name | some name in perimeter.spec.resources} - {name | some name in perimeter.status.resources}
	count(outside) > 0
	message := sprintf("%s is inside in the dry run only.", [concat(", ", outside)])
}
