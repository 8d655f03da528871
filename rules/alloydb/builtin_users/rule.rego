# METADATA
# title: Logins of production AlloyDB clusters are IAM users
# description: >-
#   Built-in users have passwords, which outlive the people who know them. A few may be unavoidable; many say that
#   IAM authentication was switched on and never taken up.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/users/create
# custom:
#   id: GC-IAM-011
#   severity: low
#   confidence: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.User]
#   parameters:
#     environment_label:
#       default: env
#       type: string
#       description: The label that names the environment.
#     production:
#       default: [prod, production]
#       type: array
#       description: The values of the label that mean production.
#     unlabelled_is_production:
#       default: true
#       type: boolean
#       description: Whether what has no such label is judged like production.
#     max_builtin:
#       default: 2
#       type: integer
#       description: How many built-in users there may be besides.
#     allow:
#       default: [postgres]
#       type: array
#       description: Built-in users that are not counted.
#   controls: {}
#   seeds: [S0-SEC-01]
#   remediation: |
#     gcloud alloydb users create <user>@<domain> \
#       --cluster={{cluster}} --region={{location}} --project={{project}} --type=IAM_BASED
#     # Move the application to it, then delete the built-in user.
package assay.rules.alloydb.builtin_users

import data.assay.lib.google

applies if {
	google.production
	not google.secondary
}

builtin := [name |
	some child in data.estate.children[input.resource.id]
	object.get(child.data, "userType", "") == "ALLOYDB_BUILT_IN"
	name := google.last(child.id)
	not name in input.parameters.allow
]

fail contains {"message": message, "at": "users", "evidence": {"built-in users": builtin}} if {
	count(builtin) > input.parameters.max_builtin
	message := sprintf("%d users log in by password; at most %d may.", [count(builtin), input.parameters.max_builtin])
}
