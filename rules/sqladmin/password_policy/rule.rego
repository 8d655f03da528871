# METADATA
# title: Cloud SQL has a password policy
# description: >-
#   Cloud SQL accepts any password until a policy says otherwise. The least that one asks is a length, complexity,
#   and that the user's name is not part of it.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/built-in-authentication
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-IAM-019
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     min_len:
#       default: 14
#       type: integer
#       description: The least length.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --enable-password-policy --password-policy-min-length=14 \
#       --password-policy-complexity=COMPLEXITY_DEFAULT --password-policy-disallow-username-substring
package assay.rules.sqladmin.password_policy

import data.assay.lib.google
import input.resource.data.settings.passwordValidationPolicy as policy

applies if {
	google.postgres
	not google.replica
}

at(field) := sprintf("settings.passwordValidationPolicy.%s", [field])

fail contains {"message": "There is no password policy.", "at": at("enablePasswordPolicy"), "evidence": {"policy": policy}} if {
	not policy.enablePasswordPolicy
}

fail contains {"message": message, "at": at("minLength"), "evidence": {at("minLength"): policy.minLength}} if {
	policy.enablePasswordPolicy
	policy.minLength < input.parameters.min_len
	message := sprintf("%d characters are enough; at least %d are demanded.", [policy.minLength, input.parameters.min_len])
}

fail contains {"message": "Complexity is not asked for.", "at": at("complexity"), "evidence": {at("complexity"): policy.complexity}} if {
	policy.enablePasswordPolicy
	policy.complexity != "COMPLEXITY_DEFAULT"
}

fail contains {"message": "A password may hold the user's name.", "at": at("disallowUsernameSubstring"), "severity": "low"} if {
	policy.enablePasswordPolicy
	not policy.disallowUsernameSubstring
}
