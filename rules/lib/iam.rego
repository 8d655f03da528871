# METADATA
# description: IAM policies as they hold for a project, with those of the folders and the organization above it.
package assay.lib.iam

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
