# METADATA
# title: Who administers keys does not use them
# description: >-
#   An administrator of keys can schedule their destruction and change who uses them; with the right to decrypt as
#   well, one person can read the data and end the only other way to them.
# related_resources:
# - https://cloud.google.com/kms/docs/separation-of-duties
# - https://cloud.google.com/kms/docs/reference/permissions-and-roles
# custom:
#   id: GC-ENC-008
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=roles/cloudkms.admin
package assay.rules.kms.role_separation

import data.assay.lib.iam

applies if regex.match(`^//(cloudkms|cloudresourcemanager)\.googleapis\.com/`, input.resource.data.resource)

holders(roles) := {grant.member | some grant in iam.granted; grant.role in roles}

both := holders({"roles/cloudkms.admin"}) & holders({
	"roles/cloudkms.cryptoKeyEncrypterDecrypter", "roles/cloudkms.cryptoKeyEncrypter", "roles/cloudkms.cryptoKeyDecrypter",
})

fail contains {"message": message, "at": "bindings", "evidence": {"members": both}} if {
	count(both) > 0
	message := sprintf("%s administer keys and use them.", [concat(", ", both)])
}
