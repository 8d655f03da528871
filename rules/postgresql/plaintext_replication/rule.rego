# METADATA
# title: Standbys and subscribers connect by TLS
# description: >-
#   A replication stream is every change of every row; in plaintext the network sees the whole database go by.
# related_resources:
# - https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-AUTHENTICATION
# - https://www.postgresql.org/docs/current/libpq-ssl.html
# custom:
#   id: PG-TLS-007
#   severity: medium
#   resource: postgresql.Replication
#   managed: "replication is the service's"
#   needs: [postgresql.Replication, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.5"]
#     stig-postgresql: [V-233538]
#     nist-800-53-r5: [SC-8]
#   seeds: []
#   remediation: |
#     -- On the standby, with the password in a .pgpass file:
#     ALTER SYSTEM SET primary_conninfo = 'host=… user=… sslmode=verify-full';
#     -- On a subscriber: ALTER SUBSCRIPTION … CONNECTION '… sslmode=verify-full';
package assay.rules.postgresql.plaintext_replication

import data.assay.lib.postgresql

applies if not postgresql.managed

fail contains {"message": message, "at": "remote_plaintext"} if {
	plaintext := input.resource.data.remote_plaintext
	plaintext > 0
	message := sprintf("%d connections come unencrypted from another host.", [plaintext])
}
