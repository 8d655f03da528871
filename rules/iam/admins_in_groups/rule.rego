# METADATA
# title: Administrators of databases are groups
# description: >-
#   A person who changes teams leaves a group, if there is one. A role that is granted to the person stays until
#   somebody remembers it, project by project.
# related_resources:
# - https://cloud.google.com/iam/docs/using-iam-securely
# - https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions
# custom:
#   id: GC-IAM-002
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     max_users:
#       default: 0
#       type: integer
#       description: How many single users may hold such a role.
#   controls: {}
#   seeds: [S1-T-046]
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects add-iam-policy-binding <project> \
#       --member=group:<group> --role=roles/alloydb.admin
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=user:<user> --role=roles/alloydb.admin
package assay.rules.iam.admins_in_groups

import data.assay.lib.iam

applies if iam.concerns_databases

users := [grant |
	some grant in iam.granted
	grant.role in iam.admin_roles
	startswith(grant.member, "user:")
]

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	count(users) > input.parameters.max_users
	some grant in users
	message := sprintf("%s holds %s itself.", [grant.member, grant.role])
}
