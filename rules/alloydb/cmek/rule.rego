# METADATA
# title: AlloyDB clusters with sensitive data are encrypted with a customer-managed key
# description: >-
#   Google encrypts all data at rest with keys of its own. A key in the customer's Cloud KMS can be rotated, audited and
#   withdrawn by the customer, which regulated data often demands. It cannot be added to a cluster later.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cmek
# - https://cloud.google.com/alloydb/docs/use-cmek
# custom:
#   id: GC-ENC-001
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     class_label:
#       default: data_class
#       type: string
#       description: The cluster's label that names the class of its data.
#     sensitive:
#       default: [confidential, restricted]
#       type: array
#       description: The values of the label that demand a customer-managed key.
#   controls:
#     soc-2: [CC6.1]
#     hipaa: [164.312(a)(2)(iv)]
#   seeds: [S0-SEC-05, S0-T-045, S1-T-011, S1-T-043, S1-T-074, S1-T-090]
#   remediation: |
#     # A cluster's key is set when it is made: restore into a new
#     # cluster, move the clients, delete the old one.
#     gcloud alloydb clusters restore <new cluster> \
#       --region={{location}} --project={{project}} \
#       --source-cluster={{cluster}} --point-in-time=<RFC 3339 time> \
#       --kms-key=<key> --kms-keyring=<key ring> \
#       --kms-location={{location}} --kms-project=<project of the key>
package assay.rules.alloydb.cmek

import data.assay.lib.encryption
import input.resource.data as cluster

applies if encryption.demanded

type := object.get(cluster, ["encryptionInfo", "encryptionType"], "TYPE_UNSPECIFIED")

fail contains {"message": message, "at": "encryptionInfo.encryptionType", "evidence": seen, "severity": encryption.severity} if {
	type == encryption.default_encryption
	message := sprintf("Google's own key encrypts data of class %s.", [encryption.class_name])
}

seen := object.filter(cluster, {"encryptionInfo", "labels"})

unknown contains encryption.not_known(type) if not type in encryption.kinds
