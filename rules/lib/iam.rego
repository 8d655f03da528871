# METADATA
# description: IAM policies as they hold for a project, with those of the folders and the organization above it.
package assay.lib.iam

import data.assay.lib.google

crm := "//cloudresourcemanager.googleapis.com/"

above := {id: [object.get(resource, "parent", "")] |
	some id, resource in data.estate.by_id
	startswith(id, crm)
	not endswith(id, "/iamPolicy")
}

# A project, folder or organization and what it lies in.
lineage(id) := {id} | {parent |
	some child in graph.reachable(above, {id})
	some parent in above[child]
}

policies_over(id) := {policy.data |
	some each in lineage(id)
	policy := data.estate.by_id[concat("", [each, "/iamPolicy"])]
}

bindings_over(id) := [binding |
	some policy in policies_over(id)
	some binding in policy.bindings
]

# The policy of a project with databases, or of a folder or the organization, which such a project may inherit.
concerns_databases if {
	name := input.resource.data.resource
	startswith(name, concat("", [crm, "projects/"]))
	google.hosts_database(name)
}

concerns_databases if above_projects

above_projects if regex.match(`^//cloudresourcemanager\.googleapis\.com/(folders|organizations)/`, input.resource.data.resource)

# Each member of each binding, with its place.
granted := [grant |
	some i, binding in input.resource.data.bindings
	some j, member in binding.members
	grant := {"role": binding.role, "member": member, "at": sprintf("bindings[%d].members[%d]", [i, j])}
]

# https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions and https://cloud.google.com/sql/docs/postgres/iam-roles
database_role(role) if regex.match(`^roles/(alloydb|cloudsql)\.`, role)

admin_roles := {"roles/alloydb.admin", "roles/alloydb.editor", "roles/cloudsql.admin", "roles/cloudsql.editor"}

# Google's own accounts, which its services need: https://cloud.google.com/iam/docs/service-agents
service_agent(member) if regex.match(`^serviceAccount:(service-[0-9]+@|[0-9]+@cloudservices\.gserviceaccount\.com)`, member)

# Accounts that hold a role on databases somewhere in the scan; a basic role is one, too.
with_database_roles contains trim_prefix(member, "serviceAccount:") if {
	some id, policy in data.estate.by_id
	endswith(id, "/iamPolicy")
	some binding in policy.data.bindings
	confers(binding.role)
	some member in binding.members
	startswith(member, "serviceAccount:")
}

confers(role) if database_role(role)

confers(role) if role in {"roles/editor", "roles/owner"}

holds_database_role(account) if account in with_database_roles
