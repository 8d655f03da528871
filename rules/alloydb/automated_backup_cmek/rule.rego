# METADATA
# title: Automated backups of sensitive data are encrypted with a customer-managed key
# description: >-
#   A backup holds all that the cluster holds and outlives it. Automated backups have a key of their own, or else the
#   cluster's; a cluster with a customer's key and backups under Google's would leave the withdrawal of the key
#   without effect.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cmek
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#AutomatedBackupPolicy
# custom:
#   id: GC-ENC-002
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
#     # The schedule and the retention are given again: what is left out of a
#     # policy falls back to Google's.
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --automated-backup-days-of-week=MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY \
#       --automated-backup-start-times=02:00 --automated-backup-retention-period=14d \
#       --automated-backup-encryption-key=<key> --automated-backup-encryption-key-keyring=<key ring> \
#       --automated-backup-encryption-key-location={{location}} --automated-backup-encryption-key-project=<project of the key>
package assay.rules.alloydb.automated_backup_cmek

import data.assay.lib.encryption
import data.assay.lib.google
import input.resource.data as cluster

applies if {
	cluster.automatedBackupPolicy.enabled
	not google.secondary
	encryption.demanded
}

# AutomatedBackupPolicy.encryption_config in resources.proto: without a key of its own, the cluster's.
keys := {cluster.automatedBackupPolicy.encryptionConfig.kmsKeyName, cluster.encryptionConfig.kmsKeyName} - {""}

fail contains {"message": message, "at": at, "evidence": {at: ""}, "severity": encryption.severity} if {
	count(keys) == 0
	at := "automatedBackupPolicy.encryptionConfig.kmsKeyName"
	message := sprintf("Google's own key encrypts backups of data of class %s.", [encryption.class_name])
}
