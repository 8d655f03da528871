# METADATA
# title: The deletion of production AlloyDB clusters is guarded
# description: >-
#   AlloyDB has no protection against deletion of its own: neither a field in the API nor a flag of gcloud. What
#   there is stands around it: a lien on the project, a deny policy for clusters.delete, a custom constraint, or few
#   who may.
# related_resources:
# - https://cloud.google.com/resource-manager/docs/project-liens
# - https://cloud.google.com/iam/docs/deny-overview
# - https://cloud.google.com/resource-manager/docs/organization-policy/creating-managing-custom-constraints
# custom:
#   id: GC-MNT-008
#   severity: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, iam.Policy, iam.DenyPolicy, cloudresourcemanager.Lien, orgpolicy.CustomConstraint, orgpolicy.Policy, iam.Role, alloydb.Cluster, iam.DenyPolicy.inherited, iam.Policy.inherited]
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
#     max_delete_principals:
#       default: 5
#       type: integer
#       description: '"As many members, at most, may hold a role that deletes clusters, if nothing else guards them."'
#   controls: {}
#   seeds: [S1-T-079]
#   remediation: |
#     gcloud alpha resource-manager liens create --project={{project}} \
#       --restrictions=resourcemanager.projects.delete --reason="production databases"
#     # which keeps the project; the clusters are kept by a deny policy for
#     # alloydb.googleapis.com/clusters.delete:
#     gcloud iam policies create <name> --kind=denypolicies \
#       --attachment-point=cloudresourcemanager.googleapis.com%2Fprojects%2F{{project}} --policy-file=<file>
package assay.rules.alloydb.deletion_guarded

import data.assay.lib.google
import data.assay.lib.iam

applies if {
	some child in data.estate.children[input.resource.id]
	regex.match(`^//alloydb\.googleapis\.com/.*/clusters/`, child.id)
	google.production
}

guards contains "a deny policy" if {
	some rule in denying
	not partly(rule)
}

denying contains rule if {
	some above in iam.lineage(input.resource.id)
	some policy in data.estate.children[above]
	regex.match(`/denypolicies/`, policy.id)
	some rule in policy.data.rules
	count({permission | some permission in rule.denyRule.deniedPermissions} & denials) > 0
	count({permission | some permission in object.get(rule, ["denyRule", "exceptionPermissions"], [])} & denials) == 0
}

# Denied to some, or now and then, or not to more than may delete anyway.
partly(rule) if not "principalSet://goog/public:all" in rule.denyRule.deniedPrincipals

partly(rule) if object.get(rule, ["denyRule", "denialCondition", "expression"], "") != ""

partly(rule) if count(rule.denyRule.exceptionPrincipals) > input.parameters.max_delete_principals

# Groups of permissions that hold it: https://cloud.google.com/iam/docs/deny-overview
denials := {
	"alloydb.googleapis.com/clusters.delete", "alloydb.googleapis.com/clusters.*",
	"alloydb.googleapis.com/*.delete", "alloydb.googleapis.com/*.*",
}

# A constraint guards nothing until a policy enforces it.
guards contains "a custom constraint" if {
	some constraint in data.estate.by_kind["orgpolicy.CustomConstraint"]
	enforced(google.last(constraint.id))
	some type in constraint.data.resourceTypes
	startswith(type, "alloydb.googleapis.com/")
	"DELETE" in constraint.data.methodTypes
	constraint.data.actionType == "DENY"
}

enforced(name) if {
	some above in iam.lineage(input.resource.id)
	some policy in data.estate.children[above]
	regex.match(`^//orgpolicy\.googleapis\.com/.*/policies/[^/]+$`, policy.id)
	google.last(policy.id) == name
	some rule in policy.data.spec.rules
	rule.enforce
}

deletes(role) if role in {"roles/owner", "roles/editor", "roles/alloydb.admin", "roles/alloydb.editor"}

deletes(role) if "alloydb.clusters.delete" in custom(role).includedPermissions

custom(role) := data.estate.by_id[concat("", ["//iam.googleapis.com/", role])].data

not_read contains binding.role if {
	some binding in iam.bindings_over(input.resource.id)
	not startswith(binding.role, "roles/")
	not custom(binding.role)
}

deleters := {member |
	some binding in iam.bindings_over(input.resource.id)
	deletes(binding.role)
	some member in binding.members
	not iam.service_agent(member)
}

guards contains "few who may" if count(deleters) <= input.parameters.max_delete_principals

fail contains {"message": message, "at": "guards", "evidence": {"members": deleters}} if {
	count(guards) == 0
	count(denying) == 0
	message := sprintf("%d members may delete clusters, and nothing stops them.", [count(deleters)])
}

unknown contains sprintf("Whether %s deletes clusters was not read.", [role]) if {
	guards == {"few who may"}
	some role in not_read
}

unknown contains "A deny policy keeps some from deleting clusters, or under a condition; whom, is more than can be read here." if {
	count(guards) == 0
	count(denying) > 0
}
