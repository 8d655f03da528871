# METADATA
# title: Organization policies forbid public Cloud SQL instances
# description: >-
#   A rule of the organization refuses what this scan would otherwise find afterwards. For Cloud SQL there are two
#   constraints; for AlloyDB one can make a custom one, where the organization's API accepts it.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/org-policy/org-policy
# - https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints
# custom:
#   id: GC-NET-018
#   severity: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, orgpolicy.EffectivePolicy, sqladmin.Instance]
#   parameters:
#     constraints:
#       default: [sql.restrictPublicIp, sql.restrictAuthorizedNetworks]
#       type: array
#       description: The constraints that must be enforced.
#   controls: {}
#   seeds: []
#   remediation: |
#     # Project {{project}}; better on its folder or organization:
#     gcloud org-policies set-policy <file>
#     # name: organizations/<organization>/policies/sql.restrictPublicIp
#     # spec: {rules: [{enforce: true}]}
package assay.rules.network.organization_policies

import data.assay.lib.google

# The two are Cloud SQL's.
applies if {
	some child in data.estate.children[input.resource.id]
	startswith(child.id, "//cloudsql.googleapis.com/")
}

policy(constraint) := data.estate.by_id[sprintf("//orgpolicy.googleapis.com/projects/%s/policies/%s/effective", [google.last(input.resource.id), constraint])].data

enforced(constraint) if {
	some rule in policy(constraint).spec.rules
	rule.enforce
}

fail contains {"message": sprintf("%s is not enforced.", [constraint]), "at": constraint} if {
	some constraint in input.parameters.constraints
	policy(constraint)
	not enforced(constraint)
}

unknown contains sprintf("%s was not read.", [constraint]) if {
	some constraint in input.parameters.constraints
	not policy(constraint)
}
