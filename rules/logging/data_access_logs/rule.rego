# METADATA
# title: Data Access audit logs cover the APIs of databases
# description: >-
#   Without them Google writes down who changed a cluster, and not who exported it, ran statements through the API or
#   listed its users. They are switched on in the IAM policy; reading logs does not enable any.
# related_resources:
# - https://cloud.google.com/logging/docs/audit/configure-data-access
# - https://cloud.google.com/alloydb/docs/audit-logging
# custom:
#   id: GC-LOG-001
#   severity: high
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, iam.Policy, alloydb.Cluster, sqladmin.Instance, iam.Policy.inherited]
#   parameters:
#     types:
#       default: [ADMIN_READ, DATA_READ, DATA_WRITE]
#       type: array
#       description: The types of logs that are demanded.
#   controls: {}
#   seeds: [S0-AP-SEC-05, S0-SEC-06, S0-T-047, S1-T-048]
#   remediation: |
#     gcloud projects get-iam-policy {{project}} --format=json > policy.json
#     # Add to policy.json: "auditConfigs": [{"service": "alloydb.googleapis.com", "auditLogConfigs":
#     # [{"logType": "ADMIN_READ"}, {"logType": "DATA_READ"}, {"logType": "DATA_WRITE"}]}]
#     gcloud projects set-iam-policy {{project}} policy.json
package assay.rules.logging.data_access_logs

import data.assay.lib.iam

applies if count(services) > 0

services contains "alloydb.googleapis.com" if {
	some child in data.estate.children[input.resource.id]
	regex.match(`^//alloydb\.googleapis\.com/.*/clusters/`, child.id)
}

services contains "cloudsql.googleapis.com" if {
	some child in data.estate.children[input.resource.id]
	startswith(child.id, "//cloudsql.googleapis.com/")
}

# What is set on the project and on all that it lies in adds up.
logged(service) := {log.logType |
	some policy in iam.policies_over(input.resource.id)
	some config in policy.auditConfigs
	config.service in {"allServices", service}
	some log in config.auditLogConfigs
}

fail contains {"message": message, "at": sprintf("auditConfigs.%s", [service]), "evidence": {"logged": logged(service)}} if {
	some service in services
	missing := {type | some type in input.parameters.types} - logged(service)
	count(missing) > 0
	message := sprintf("%s does not log %s.", [service, concat(", ", missing)])
}
