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
#   needs: [postgresql.Server, postgresql.Role, cloudresourcemanager.Project, iam.Policy, iam.Policy.inherited, iam.Role, assay.DatabaseLink]
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

service := "alloydb." if contains(planes.link.instance, "//alloydb.")

service := "cloudsql." if contains(planes.link.instance, "//cloudsql.")

administers(role) if {
	role in input.parameters.admin_roles
	concerns(role)
}

administers(role) if {
	some permission in custom(role).includedPermissions
	startswith(permission, service)
	regex.match(`\.(instances\.update|users\.(create|update))$`, permission)
}

# A role of the other service says nothing about this one.
concerns(role) if not regex.match(`^roles/(alloydb|cloudsql)\.`, role)

concerns(role) if startswith(role, concat("", ["roles/", service]))

custom(role) := data.estate.by_id[concat("", ["//iam.googleapis.com/", role])].data

# Who administers the service, and what may speak against it.
holders contains {"role": binding.role, "member": member, "but": reservation(binding)} if {
	some binding in iam.bindings_over(google.project(planes.link.instance))
	some member in binding.members
}

reservation(binding) := "" if {
	administers(binding.role)
	not conditional(binding)
}

reservation(binding) := "the grant has a condition" if {
	administers(binding.role)
	conditional(binding)
}

reservation(binding) := "what the role permits was not read" if {
	not startswith(binding.role, "roles/")
	not custom(binding.role)
}

conditional(binding) if object.get(binding, ["condition", "expression"], "") != ""

# Deleted principals have another name ("deleted:user:…?uid=…"), and are nobody.
is(name, member) if planes.identity(regex.replace(member, `^[A-Za-z]+:`, "")) == planes.identity(name)

is(name, member) if {
	member in {"allUsers", "allAuthenticatedUsers"}
	contains(name, "@")
}

may_be(name, member) if {
	contains(name, "@")
	regex.match(`^(group|domain|principal|principalSet):`, member)
}

privileged[role.name] := powers if {
	some role in planes.logins
	powers := planes.powers(role)
	count(powers) > 0
	not role.name in input.parameters.break_glass
}

fail contains {"message": message, "at": name, "evidence": {"instance": planes.link.instance, "member": holder.member, "role": holder.role}} if {
	some name, powers in privileged
	some holder in holders
	holder.but == ""
	is(name, holder.member)
	message := sprintf("%s holds %s, and in the database: %s.", [name, holder.role, concat(", ", sort(powers))])
}

found contains name if {
	some name, _ in privileged
	some holder in holders
	holder.but == ""
	is(name, holder.member)
}

unknown contains sprintf("Whether %s is in %s, which holds %s, is not known.", [name, holder.member, holder.role]) if {
	some name, _ in privileged
	not name in found
	some holder in holders
	may_be(name, holder.member)
}

unknown contains sprintf("Whether %s administers the service by %s is not known: %s.", [name, holder.role, holder.but]) if {
	some name, _ in privileged
	not name in found
	some holder in holders
	holder.but != ""
	is(name, holder.member)
}

unknown contains "The IAM policy of the instance's project was not read." if {
	count(iam.policies_over(google.project(planes.link.instance))) == 0
}
