# METADATA
# title: Keys of databases rotate
# description: >-
#   A new version limits how much data one version protects. Google encrypts what is new with it; older versions stay
#   for what they encrypted, so that rotation disturbs nobody.
# related_resources:
# - https://cloud.google.com/kms/docs/key-rotation
# - https://cloud.google.com/sdk/gcloud/reference/kms/keys/update
# custom:
#   id: GC-ENC-005
#   severity: medium
#   resource: cloudkms.CryptoKey
#   needs: [cloudkms.CryptoKey, alloydb.Cluster, alloydb.Backup, sqladmin.Instance]
#   parameters:
#     max_days:
#       default: 90
#       type: integer
#       description: The longest rotation period.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud kms keys update {{cryptoKey}} \
#       --keyring={{keyRing}} --location={{location}} --project={{project}} \
#       --rotation-period=90d --next-rotation-time=<RFC 3339 time>
package assay.rules.kms.rotation

import data.assay.lib.google
import data.assay.lib.keys
import input.resource.data as key

applies if keys.of_database

fail contains {"message": "The key does not rotate by itself.", "at": "rotationPeriod"} if {
	not key.rotationPeriod
}

fail contains {"message": message, "at": "rotationPeriod", "evidence": {"rotationPeriod": key.rotationPeriod}} if {
	days := google.seconds(key.rotationPeriod) / 86400
	days > input.parameters.max_days
	message := sprintf("The key rotates every %d days; at most %d are allowed.", [days, input.parameters.max_days])
}

fail contains {"message": "The next rotation is overdue.", "at": "nextRotationTime", "evidence": {"nextRotationTime": key.nextRotationTime}} if {
	key.rotationPeriod
	google.hours_since(key.nextRotationTime) > 24
}
