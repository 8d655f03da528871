# METADATA
# title: Service accounts do not administer databases
# description: >-
#   An application connects; it does not delete clusters or make users. With an administrator's role, whoever takes
#   over the application takes over the database's control plane, backups included.
# related_resources:
# - https://cloud.google.com/iam/docs/best-practices-service-accounts
# - https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions
# custom:
#   id: GC-IAM-006
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     iac_service_accounts:
#       default: []
#       type: array
#       description: >-
#         "Accounts of deployments that may, such as serviceAccount:terraform@example.iam.gserviceaccount.com."
#   controls: {}
#   seeds: [S0-T-040]
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects add-iam-policy-binding <project> \
#       --member=<service account> --role=roles/alloydb.client
#     gcloud projects add-iam-policy-binding <project> \
#       --member=<service account> --role=roles/alloydb.databaseUser
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<service account> --role=roles/alloydb.admin
package assay.rules.iam.admin_service_accounts

import data.assay.lib.iam

applies if iam.concerns_databases

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in iam.granted
	grant.role in iam.admin_roles | {"roles/owner", "roles/editor"}
	startswith(grant.member, "serviceAccount:")
	not iam.service_agent(grant.member)
	not grant.member in input.parameters.iac_service_accounts
	message := sprintf("%s holds %s.", [grant.member, grant.role])
}
