# METADATA
# title: Keys of regulated databases are in hardware or outside Google
# description: >-
#   Some regulations ask that a key is made and kept in a hardware security module, or with an external key manager.
#   The level is chosen when a key is made.
# related_resources:
# - https://cloud.google.com/kms/docs/protection-levels
# - https://cloud.google.com/sdk/gcloud/reference/kms/keys/create
# custom:
#   id: GC-ENC-010
#   severity: info
#   resource: cloudkms.CryptoKey
#   needs: [cloudkms.CryptoKey, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     allowed:
#       default: [HSM, EXTERNAL, EXTERNAL_VPC, HSM_SINGLE_TENANT]
#       type: array
#       description: The levels that are accepted.
#     regulated_label:
#       default: compliance
#       type: string
#       description: The label of databases that names a regulation.
#     regulated:
#       default: [pci, hipaa]
#       type: array
#       description: The values of the label that demand it.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud kms keys create <new key> \
#       --keyring={{keyRing}} --location={{location}} --project={{project}} \
#       --purpose=encryption --protection-level=hsm
package assay.rules.kms.protection_level

import data.assay.lib.keys

applies if {
	some labels in keys.labels_of_databases
	labels[input.parameters.regulated_label] in input.parameters.regulated
}

level := input.resource.data.versionTemplate.protectionLevel

fail contains {"message": sprintf("The key is protected by %s.", [level]), "at": at, "evidence": {at: level}} if {
	not level in input.parameters.allowed
	at := "versionTemplate.protectionLevel"
}
