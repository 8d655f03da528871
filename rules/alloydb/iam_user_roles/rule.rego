# METADATA
# title: IAM users of AlloyDB hold the roles that a login takes
# description: >-
#   A database user of type IAM is only half of a login: the principal needs alloydb.users.login and, through the
#   Auth Proxy, the right to use the project's services. A user that cannot log in is forgotten configuration, or
#   somebody's broken access.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
# - https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions
# custom:
#   id: GC-IAM-009
#   severity: low
#   confidence: medium
#   resource: alloydb.User
#   needs: [alloydb.User, cloudresourcemanager.Project, iam.Policy, iam.Policy.inherited]
#   parameters:
#     login_roles:
#       default: [roles/alloydb.databaseUser, roles/alloydb.admin, roles/owner]
#       type: array
#       description: Roles that hold alloydb.users.login.
#     service_roles:
#       default: [roles/serviceusage.serviceUsageConsumer, roles/editor, roles/owner]
#       type: array
#       description: Roles that let a principal use the project's services.
#   controls: {}
#   seeds: [S0-SEC-01, S0-T-040, S1-T-046, S1-T-102]
#   remediation: |
#     gcloud projects add-iam-policy-binding {{project}} \
#       --member=<member> --role=roles/alloydb.databaseUser
#     gcloud projects add-iam-policy-binding {{project}} \
#       --member=<member> --role=roles/serviceusage.serviceUsageConsumer
#     # or, if nobody needs the user any more:
#     gcloud alloydb users delete <user> --cluster={{cluster}} --region={{location}}
package assay.rules.alloydb.iam_user_roles

import data.assay.lib.google
import data.assay.lib.iam

applies if input.resource.data.userType == "ALLOYDB_IAM_USER"

name := google.last(input.resource.id)

# A service account's user has its address without the end.
members := {
	sprintf("user:%s", [name]),
	sprintf("group:%s", [name]),
	sprintf("serviceAccount:%s", [name]),
	sprintf("serviceAccount:%s.gserviceaccount.com", [name]),
}

bindings := iam.bindings_over(google.project(input.resource.id))

held contains binding.role if {
	some binding in bindings
	some member in binding.members
	member in members
}

# Who is in a group, or what a role of one's own holds, is not to be seen here.
unclear if {
	some binding in bindings
	binding.role in (login | service)
	some member in binding.members
	regex.match(`^(group|domain|principalSet):`, member)
}

unclear if {
	some role in held
	not startswith(role, "roles/")
}

login := {role | some role in input.parameters.login_roles}

service := {role | some role in input.parameters.service_roles}

missing contains "a role to log in" if count(held & login) == 0

missing contains "a role to use the project's services" if count(held & service) == 0

fail contains {"message": message, "at": "userType", "evidence": {"roles": held}} if {
	count(missing) > 0
	not unclear
	message := sprintf("%s holds neither itself nor by a group %s.", [name, concat(" nor ", missing)])
}

unknown contains "Groups or roles of one's own are granted here, and may hold what is missing." if {
	count(missing) > 0
	unclear
}
