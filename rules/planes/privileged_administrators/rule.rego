# METADATA
# title: Administrators of the service are not superusers of its databases
# description: >-
#   Who may change flags, make users and delete clusters needs no rows. One identity with both can read everything
#   and switch off what would have told of it; that a login holds superuser rights is only seen in the database.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions
# - https://cloud.google.com/sql/docs/postgres/iam-roles
# custom:
#   id: GC-JNT-002
#   severity: medium
#   confidence: medium
#   resource: assay.DatabaseLink
#   needs: [postgresql.Server, postgresql.Role, cloudresourcemanager.Project, iam.Policy, iam.Policy.inherited, assay.DatabaseLink]
#   parameters:
#     admin_roles:
#       default: [roles/alloydb.admin, roles/cloudsql.admin, roles/owner]
#       type: array
#       description: Roles of IAM that administer the service.
#     break_glass:
#       default: []
#       type: array
#       description: Database roles that may be both.
#   controls: {}
#   seeds: []
#   remediation: |
#     # In the database, {{server}}:
#     #   REVOKE <role> FROM "<user>";
#     # or in Google Cloud, where the administrator is to be one of the database only:
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=<role>
package assay.rules.planes.privileged_administrators

import data.assay.lib.google
import data.assay.lib.iam
import data.assay.lib.planes

# A role of the other service says nothing about this one.
concerns(role) if not regex.match(`^roles/(alloydb|cloudsql)\.`, role)

concerns(role) if startswith(role, "roles/alloydb.") == contains(planes.link.instance, "//alloydb.")

administrators contains {"role": binding.role, "member": member} if {
	some binding in iam.bindings_over(google.project(planes.link.instance))
	binding.role in input.parameters.admin_roles
	concerns(binding.role)
	some member in binding.members
}

# A service account's role has its address without the end.
role_name(member) := trim_suffix(regex.replace(member, `^[A-Za-z]+:`, ""), ".gserviceaccount.com")

privileged[role.name] := powers if {
	some role in planes.logins
	powers := planes.powers(role)
	count(powers) > 0
	not role.name in input.parameters.break_glass
}

fail contains {"message": message, "at": name, "evidence": {"instance": planes.link.instance, "member": holder.member, "role": holder.role}} if {
	some name, powers in privileged
	some holder in administrators
	role_name(holder.member) == name
	message := sprintf("%s holds %s, and in the database: %s.", [name, holder.role, concat(", ", sort(powers))])
}

direct := {role_name(holder.member) | some holder in administrators}

# Who is in a group is not to be seen here.
unknown contains sprintf("Whether %s is in %s, which holds %s, is not known.", [name, holder.member, holder.role]) if {
	some name, _ in privileged
	contains(name, "@")
	not name in direct
	some holder in administrators
	regex.match(`^(group|domain|principalSet):`, holder.member)
}

unknown contains "The IAM policy of the instance's project was not read." if {
	count(iam.policies_over(google.project(planes.link.instance))) == 0
}
