# METADATA
# title: No public principal holds a role on databases, keys, secrets or buckets
# description: >-
#   allUsers is everybody on the internet, and allAuthenticatedUsers everybody with any Google account. On a key, a
#   secret, a bucket of exports or a project with databases, such a binding gives the data away, however well the
#   database itself is guarded. Grants on a project, folder or organization are inherited by all of these.
# related_resources:
# - https://cloud.google.com/iam/docs/principals-overview
# - https://cloud.google.com/storage/docs/public-access-prevention
# - https://cloud.google.com/iam/docs/granting-changing-revoking-access
# custom:
#   id: GC-IAM-003
#   severity: critical
#   resource: iam.Policy
#   needs: [iam.Policy]
#   parameters:
#     public_resources:
#       default: []
#       type: array
#       description: Full names of resources that are public on purpose, such as the bucket of a web site.
#   aliases: [GC-ENC-007]
#   controls:
#     cis-gcp-5: ["1.10"]
#     iso-27001-2022: [A.8.24]
#     nist-800-53-r5: [AC-3, AC-6]
#     hipaa: [164.312(a)(1)]
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     # The command for its kind:
#     gcloud storage buckets remove-iam-policy-binding gs://<bucket> \
#       --member=<member> --role=<role>
#     gcloud secrets remove-iam-policy-binding <secret> \
#       --project=<project> --member=<member> --role=<role>
#     gcloud kms keys remove-iam-policy-binding <key> \
#       --keyring=<key ring> --location=<location> --project=<project> \
#       --member=<member> --role=<role>
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=<role>
#     # Then read the audit logs for what was fetched meanwhile, and
#     # change the secrets that were readable.
package assay.rules.iam.public_principals

services := {"alloydb", "cloudkms", "cloudresourcemanager", "cloudsql", "secretmanager", "sqladmin", "storage"}

applies if {
	name := input.resource.data.resource
	not name in input.parameters.public_resources
	some service in services
	startswith(name, sprintf("//%s.googleapis.com/", [service]))
}

fail contains {"message": message, "at": at, "evidence": {at: member, sprintf("bindings[%d].role", [i]): binding.role}} if {
	some i, binding in input.resource.data.bindings
	some j, member in binding.members
	member in {"allUsers", "allAuthenticatedUsers"}
	at := sprintf("bindings[%d].members[%d]", [i, j])
	message := sprintf("%s has %s.", [member, binding.role])
}
