# METADATA
# title: Each application has a service account of its own
# description: >-
#   Two applications that log in as one account cannot be told apart in the audit log, and each may do what the other
#   needs. The database's roles then are those of the greediest.
# related_resources:
# - https://cloud.google.com/iam/docs/best-practices-service-accounts
# - https://cloud.google.com/run/docs/configuring/services/service-identity
# custom:
#   id: GC-IAM-022
#   severity: medium
#   confidence: medium
#   resource: run.Service
#   needs: [run.Service, iam.Policy, cloudresourcemanager.Project]
#   parameters:
#     app_label:
#       default: app
#       type: string
#       description: The label by which services belong to one application; without it each service is one.
#   controls: {}
#   seeds: [S0-AP-SEC-04]
#   remediation: |
#     gcloud iam service-accounts create <account> --project={{project}}
#     gcloud run services update {{service}} --region={{location}} --project={{project}} \
#       --service-account=<account>@{{project}}.iam.gserviceaccount.com
package assay.rules.iam.shared_service_accounts

import data.assay.lib.iam

account_of(service) := account if {
	account := object.get(service.data, ["template", "serviceAccount"], "")
	account != ""
}

account_of(service) := account if {
	account := object.get(service.data, ["spec", "template", "spec", "serviceAccountName"], "")
	account != ""
}

application(service) := label if {
	label := object.get(service.data, ["labels", input.parameters.app_label], object.get(service.data, ["metadata", "labels", input.parameters.app_label], ""))
	label != ""
} else := service.id

applies if iam.holds_database_role(account_of(input.resource))

others := {application(other) |
	some other in data.estate.by_kind["run.Service"]
	account_of(other) == account_of(input.resource)
	application(other) != application(input.resource)
}

fail contains {"message": message, "at": "serviceAccount", "evidence": {"others": others}} if {
	count(others) > 0
	message := sprintf("%s is the account of %d other application(s), too.", [account_of(input.resource), count(others)])
}
