# METADATA
# title: Backups of sensitive data are encrypted with a customer-managed key
# description: >-
#   A backup that was made before the policy was mended, or by hand, keeps the key that it was made with. As long as
#   one such copy is under Google's key, withdrawing the customer's key does not make the data unreadable.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cmek
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/backups/create
# custom:
#   id: GC-ENC-004
#   severity: medium
#   resource: alloydb.Backup
#   needs: [alloydb.Backup, alloydb.Cluster]
#   parameters:
#     class_label:
#       default: data_class
#       type: string
#       description: The label that names the class of the data.
#     sensitive:
#       default: [confidential, restricted]
#       type: array
#       description: The values of the label that demand a customer-managed key.
#   controls: {}
#   seeds: []
#   remediation: |
#     # A backup keeps its key: make one under the right key, then delete this one.
#     gcloud alloydb backups create <new backup> \
#       --cluster=<cluster> --region={{location}} --project={{project}} \
#       --kms-key=<key> --kms-keyring=<key ring> --kms-location={{location}} --kms-project=<project of the key>
#     gcloud alloydb backups delete {{backup}} --region={{location}} --project={{project}}
package assay.rules.alloydb.backup_cmek

import data.assay.lib.encryption

applies if encryption.demanded

type := object.get(input.resource.data, ["encryptionInfo", "encryptionType"], "TYPE_UNSPECIFIED")

fail contains {"message": message, "at": at, "evidence": {at: type}, "severity": encryption.severity} if {
	type == encryption.default_encryption
	at := "encryptionInfo.encryptionType"
	message := sprintf("Google's own key encrypts this copy of data of class %s.", [encryption.class_name])
}

unknown contains encryption.not_known(type) if not type in encryption.kinds
