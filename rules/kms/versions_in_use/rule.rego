# METADATA
# title: Key versions of AlloyDB clusters are enabled, and in their region
# description: >-
#   A cluster whose key version is disabled or about to be destroyed stops, and its data may be lost for good. A key
#   in another region adds another region's failures.
# related_resources:
# - https://cloud.google.com/kms/docs/enable-disable
# - https://cloud.google.com/kms/docs/destroy-restore
# custom:
#   id: GC-ENC-006
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, cloudkms.CryptoKeyVersion]
#   parameters: {}
#   controls: {}
#   seeds: [S0-T-045, S1-T-075]
#   remediation: |
#     # Cluster {{cluster}}:
#     gcloud kms keys versions enable <version> --key=<key> --keyring=<key ring> \
#       --location={{location}} --project=<project of the key>
#     # One that is scheduled for destruction has to be restored first:
#     gcloud kms keys versions restore <version> --key=<key> --keyring=<key ring> \
#       --location={{location}} --project=<project of the key>
package assay.rules.kms.versions_in_use

import data.assay.lib.encryption
import data.assay.lib.google
import input.resource.data as cluster

used := object.get(cluster, ["encryptionInfo", "kmsKeyVersions"], [])

applies if object.get(cluster, ["encryptionInfo", "encryptionType"], encryption.customer_managed) == encryption.customer_managed

state(name) := data.estate.by_id[concat("", ["//cloudkms.googleapis.com/", name])].data.state

fail contains {"message": message, "at": "encryptionInfo.kmsKeyVersions", "evidence": {name: state(name)}} if {
	some name in used
	state(name) != "ENABLED"
	message := sprintf("%s is %s.", [name, state(name)])
}

fail contains {"message": message, "at": "encryptionInfo.kmsKeyVersions", "evidence": {"key": name}, "severity": "medium"} if {
	some name in used
	google.segment(name, "locations") != google.segment(input.resource.id, "locations")
	message := sprintf("%s is in another location.", [name])
}

unknown contains "The key versions are not reported." if count(used) == 0

unknown contains sprintf("%s is outside the scan.", [name]) if {
	some name in used
	not state(name)
}
