# METADATA
# title: Nobody is editor of projects with databases, and few are owners
# description: >-
#   Basic roles hold thousands of permissions, among them those to export, restore and delete databases. They were
#   made before there were finer ones, and are granted because they always work.
# related_resources:
# - https://cloud.google.com/iam/docs/roles-overview#basic
# - https://cloud.google.com/sdk/gcloud/reference/projects/remove-iam-policy-binding
# custom:
#   id: GC-IAM-001
#   severity: high
#   resource: iam.Policy
#   needs: [iam.Policy, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     break_glass:
#       default: []
#       type: array
#       description: '"Members that may hold them, such as group:breakglass@example.com."'
#     max_owners:
#       default: 2
#       type: integer
#       description: How many other owners there may be.
#   controls: {}
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=roles/editor
#     gcloud projects add-iam-policy-binding <project> \
#       --member=<member> --role=<a predefined role>
package assay.rules.iam.basic_roles

import data.assay.lib.iam

applies if iam.concerns_databases

holders(role) := [grant |
	some grant in iam.granted
	grant.role == role
	not grant.member in input.parameters.break_glass
	not iam.service_agent(grant.member)
]

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in holders("roles/editor")
	message := sprintf("%s is editor.", [grant.member])
}

fail contains {"message": message, "at": "bindings", "evidence": {"owners": owners}} if {
	owners := [grant.member | some grant in holders("roles/owner")]
	count(owners) > input.parameters.max_owners
	message := sprintf("There are %d owners; at most %d may be.", [count(owners), input.parameters.max_owners])
}
