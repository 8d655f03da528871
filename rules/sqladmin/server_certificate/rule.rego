# METADATA
# title: Certificate authorities of Cloud SQL servers do not expire soon
# description: >-
#   Clients that verify the server have its certificate authority in their configuration. When it expires they cannot
#   connect, all at once; the new one has to reach them before.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/manage-ssl-instance
# - https://cloud.google.com/sdk/gcloud/reference/sql/ssl/server-ca-certs/create
# custom:
#   id: GC-TLS-003
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     warn_days:
#       default: 30
#       type: integer
#       description: How long before its end a certificate is reported.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql ssl server-ca-certs create --instance={{instance}} --project={{project}}
#     # Hand the new authority to the clients, then:
#     gcloud sql ssl server-ca-certs rotate --instance={{instance}} --project={{project}}
package assay.rules.sqladmin.server_certificate

import data.assay.lib.google

applies if google.postgres

expires := input.resource.data.serverCaCert.expirationTime

fail contains {"message": message, "at": "serverCaCert.expirationTime", "evidence": {"serverCaCert.expirationTime": expires}} if {
	google.days_since(expires) > 0 - input.parameters.warn_days
	message := sprintf("The server's authority expires on %s.", [substring(expires, 0, 10)])
}
