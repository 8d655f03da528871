# METADATA
# title: Continuous backups of sensitive data are encrypted with a customer-managed key
# description: >-
#   The log from which a cluster is restored to a point in time holds every change of the window. It has a key of its
#   own, or else the cluster's. Whoever withdraws the cluster's key expects the log to be unreadable, too.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cmek
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#ContinuousBackupConfig
# custom:
#   id: GC-ENC-003
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
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
#   seeds: [S0-SEC-05]
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --enable-continuous-backup --continuous-backup-recovery-window-days=14 \
#       --continuous-backup-encryption-key=<key> --continuous-backup-encryption-key-keyring=<key ring> \
#       --continuous-backup-encryption-key-location={{location}} --continuous-backup-encryption-key-project=<project of the key>
package assay.rules.alloydb.continuous_backup_cmek

import data.assay.lib.encryption
import data.assay.lib.google
import input.resource.data as cluster

applies if {
	cluster.continuousBackupConfig.enabled
	not google.secondary
	encryption.demanded
}

# What Google says that it does; else the key that was asked for, of the backup or, as ContinuousBackupConfig.
# encryption_config in resources.proto has it, of the cluster.
type := told if {
	told := object.get(cluster, ["continuousBackupInfo", "encryptionInfo", "encryptionType"], "TYPE_UNSPECIFIED")
	told != "TYPE_UNSPECIFIED"
} else := encryption.customer_managed if {
	count(keys) > 0
} else := encryption.default_encryption

keys := {cluster.continuousBackupConfig.encryptionConfig.kmsKeyName, cluster.encryptionConfig.kmsKeyName} - {""}

fail contains {"message": message, "at": at, "evidence": {at: type}, "severity": encryption.severity} if {
	type == encryption.default_encryption
	at := "continuousBackupInfo.encryptionInfo.encryptionType"
	message := sprintf("Google's own key encrypts the log of data of class %s.", [encryption.class_name])
}

unknown contains encryption.not_known(type) if not type in encryption.kinds
