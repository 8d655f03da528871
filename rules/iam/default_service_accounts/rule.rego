# METADATA
# title: Default service accounts hold no roles on databases
# description: >-
#   Every virtual machine and function that nobody thought about runs as the project's default account. A role on the
#   database that it holds is a role of all of them.
# related_resources:
# - https://cloud.google.com/iam/docs/service-account-types#default
# - https://cloud.google.com/iam/docs/best-practices-service-accounts
# custom:
#   id: GC-IAM-005
#   severity: high
#   resource: iam.Policy
#   needs: [iam.Policy]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     gcloud iam service-accounts create <account> --project=<project>
#     gcloud projects add-iam-policy-binding <project> \
#       --member=serviceAccount:<account>@<project>.iam.gserviceaccount.com --role=<role>
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<default account> --role=<role>
package assay.rules.iam.default_service_accounts

import data.assay.lib.iam

default_account(member) if regex.match(`^serviceAccount:([0-9]+-compute@developer|[^@]+@appspot)\.gserviceaccount\.com$`, member)

powerful(role) if iam.database_role(role)

powerful(role) if startswith(role, "roles/secretmanager.")

powerful(role) if role in {"roles/editor", "roles/owner"}

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in iam.granted
	default_account(grant.member)
	powerful(grant.role)
	message := sprintf("%s holds %s.", [grant.member, grant.role])
}
