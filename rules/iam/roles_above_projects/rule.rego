# METADATA
# title: Roles on databases are granted in projects
# description: >-
#   A role that is granted on a folder or the organization holds for every database in it, also for those that do not
#   exist yet. Somebody who makes a project there does not expect that its data already have readers.
# related_resources:
# - https://cloud.google.com/iam/docs/resource-hierarchy-access-control
# - https://cloud.google.com/sdk/gcloud/reference/organizations/remove-iam-policy-binding
# custom:
#   id: GC-IAM-015
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy]
#   parameters:
#     allow:
#       default: []
#       type: array
#       description: '"Members that may, such as group:auditors@example.com."'
#   controls: {}
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects add-iam-policy-binding <project> --member=<member> --role=<role>
#     gcloud resource-manager folders remove-iam-policy-binding <folder> --member=<member> --role=<role>
#     gcloud organizations remove-iam-policy-binding <organization> --member=<member> --role=<role>
package assay.rules.iam.roles_above_projects

import data.assay.lib.iam

applies if iam.above_projects

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in iam.granted
	iam.database_role(grant.role)
	not grant.member in input.parameters.allow
	not iam.service_agent(grant.member)
	message := sprintf("%s holds %s on everything below.", [grant.member, grant.role])
}
