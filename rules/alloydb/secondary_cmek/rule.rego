# METADATA
# title: Secondary clusters are encrypted as their primary is
# description: >-
#   A secondary holds the same data in another region. With Google's key there and the customer's key here, a
#   withdrawn key withdraws one of two copies.
# related_resources:
# - https://cloud.google.com/alloydb/docs/cmek
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/clusters/create-secondary
# custom:
#   id: GC-ENC-012
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # The key is set when a cluster is made: make another secondary, then delete this one.
#     gcloud alloydb clusters create-secondary <new cluster> \
#       --region={{location}} --project={{project}} \
#       --primary-cluster={{secondaryConfig.primaryClusterName}} \
#       --kms-key=<key> --kms-keyring=<key ring> --kms-location={{location}} --kms-project=<project of the key>
package assay.rules.alloydb.secondary_cmek

import data.assay.lib.encryption
import data.assay.lib.google
import input.resource.data as cluster

applies if google.secondary

primary := data.estate.by_id[concat("", ["//alloydb.googleapis.com/", cluster.secondaryConfig.primaryClusterName])].data

type(of) := object.get(of, ["encryptionInfo", "encryptionType"], "TYPE_UNSPECIFIED")

fail contains {"message": message, "at": at, "evidence": {at: type(cluster)}} if {
	type(primary) == encryption.customer_managed
	type(cluster) == encryption.default_encryption
	at := "encryptionInfo.encryptionType"
	message := "Google's own key encrypts the secondary, and a customer's key the primary."
}

unknown contains "The primary cluster is outside the scan." if not primary

unknown contains encryption.not_known(kind) if {
	some kind in {type(cluster), type(primary)}
	not kind in encryption.kinds
}
