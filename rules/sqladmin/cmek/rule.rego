# METADATA
# title: Cloud SQL instances with sensitive data are encrypted with a customer-managed key
# description: >-
#   A key in the customer's Cloud KMS can be rotated, audited and withdrawn by the customer, which regulated data
#   often demands. It is chosen when an instance is made and cannot be added later.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/cmek
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/create
# custom:
#   id: GC-ENC-011
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
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
#     # The key is set when an instance is made: make a new one, move the data, delete the old one.
#     gcloud sql instances create <new instance> --project={{project}} --region={{region}} \
#       --database-version={{databaseVersion}} --tier={{settings.tier}} \
#       --disk-encryption-key=projects/<project of the key>/locations/{{region}}/keyRings/<key ring>/cryptoKeys/<key>
package assay.rules.sqladmin.cmek

import data.assay.lib.encryption
import data.assay.lib.google

applies if {
	google.postgres
	encryption.demanded
}

fail contains {"message": message, "at": at, "evidence": {at: ""}, "severity": encryption.severity} if {
	input.resource.data.diskEncryptionConfiguration.kmsKeyName == ""
	input.resource.data.diskEncryptionStatus.kmsKeyVersionName == ""
	at := "diskEncryptionConfiguration.kmsKeyName"
	message := sprintf("Google's own key encrypts data of class %s.", [encryption.class_name])
}
