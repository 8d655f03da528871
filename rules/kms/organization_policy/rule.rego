# METADATA
# title: An organization policy demands customer-managed keys for sensitive databases
# description: >-
#   The constraint gcp.restrictNonCmekServices refuses new databases under Google's key, so that nobody has to
#   remember the key on the day that a cluster is made, after which it cannot be added.
# related_resources:
# - https://cloud.google.com/kms/docs/cmek-org-policy
# custom:
#   id: GC-ENC-013
#   severity: low
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, orgpolicy.EffectivePolicy, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     services:
#       default: [alloydb.googleapis.com, sqladmin.googleapis.com]
#       type: array
#       description: The services that are to be restricted.
#     class_label:
#       default: data_class
#       type: string
#       description: The project's label that names the class of its data.
#     sensitive:
#       default: [confidential, restricted]
#       type: array
#       description: The values of the label that demand it.
#   controls: {}
#   seeds: []
#   remediation: |
#     # Project {{project}}; better on its folder or organization:
#     gcloud org-policies set-policy <file>
#     # name: organizations/<organization>/policies/gcp.restrictNonCmekServices
#     # spec: {rules: [{values: {deniedValues: [alloydb.googleapis.com, sqladmin.googleapis.com]}}]}
package assay.rules.kms.organization_policy

import data.assay.lib.encryption
import data.assay.lib.google

applies if {
	google.hosts_database(input.resource.id)
	encryption.sensitive
}

policy := data.estate.by_id[sprintf("//orgpolicy.googleapis.com/projects/%s/policies/gcp.restrictNonCmekServices/effective", [google.last(input.resource.id)])].data

denied contains service if {
	some rule in policy.spec.rules
	some service in rule.values.deniedValues
}

fail contains {"message": message, "at": "gcp.restrictNonCmekServices", "evidence": {"denied": denied}} if {
	policy
	missing := {service | some service in input.parameters.services} - denied
	count(missing) > 0
	not all_denied
	message := sprintf("Google's keys are not refused for %s.", [concat(", ", missing)])
}

all_denied if {
	some rule in policy.spec.rules
	rule.denyAll
}

unknown contains "gcp.restrictNonCmekServices was not read." if not policy
