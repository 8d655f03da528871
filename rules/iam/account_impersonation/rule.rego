# METADATA
# title: Nobody may act as every service account of a project with databases
# description: >-
#   Service Account User and Token Creator, granted on a project, hold for all accounts in it: whoever has one acts
#   as the account that may log in to the database. Granted on a single account they say whom they are for.
# related_resources:
# - https://cloud.google.com/iam/docs/service-account-permissions
# - https://cloud.google.com/sdk/gcloud/reference/iam/service-accounts/add-iam-policy-binding
# custom:
#   id: GC-IAM-020
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy, alloydb.Cluster, sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     gcloud iam service-accounts add-iam-policy-binding <service account> \
#       --member=<member> --role=roles/iam.serviceAccountUser
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=roles/iam.serviceAccountUser
package assay.rules.iam.account_impersonation

import data.assay.lib.iam

applies if iam.concerns_databases

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in iam.granted
	grant.role in {"roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator"}
	regex.match(`^(user|group|domain):`, grant.member)
	message := sprintf("%s holds %s for every account.", [grant.member, grant.role])
}
