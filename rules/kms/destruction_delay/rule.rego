# METADATA
# title: Keys of databases are destroyed with delay
# description: >-
#   Destroying a key destroys the database and all its backups. The delay is the time in which somebody can notice
#   and take it back; it is set when a key is made.
# related_resources:
# - https://cloud.google.com/kms/docs/destroy-restore
# - https://cloud.google.com/sdk/gcloud/reference/kms/keys/create
# custom:
#   id: GC-ENC-009
#   severity: low
#   resource: cloudkms.CryptoKey
#   needs: [cloudkms.CryptoKey, alloydb.Cluster, alloydb.Backup, sqladmin.Instance]
#   parameters:
#     min_days:
#       default: 30
#       type: integer
#       description: The shortest delay.
#   controls: {}
#   seeds: []
#   remediation: |
#     # The delay of a key cannot be changed: make another key, and restore into a cluster under it.
#     gcloud kms keys create <new key> \
#       --keyring={{keyRing}} --location={{location}} --project={{project}} \
#       --purpose=encryption --destroy-scheduled-duration=30d
package assay.rules.kms.destruction_delay

import data.assay.lib.google
import data.assay.lib.keys

applies if keys.of_database

delay := google.seconds(input.resource.data.destroyScheduledDuration) / 86400

fail contains {"message": message, "at": at, "evidence": {at: input.resource.data.destroyScheduledDuration}} if {
	delay < input.parameters.min_days
	at := "destroyScheduledDuration"
	message := sprintf("A destruction can be taken back for %v days; at least %d are demanded.", [delay, input.parameters.min_days])
}
