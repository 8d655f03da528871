# METADATA
# title: Public Cloud SQL instances demand client certificates or connectors
# description: >-
#   On the internet a password is a secret that anybody may guess at. A client certificate, or a connector that IAM
#   lets through, is a second key that cannot be guessed.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/configure-ssl-instance
# - https://cloud.google.com/sql/docs/postgres/connect-auth-proxy
# custom:
#   id: GC-TLS-004
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --ssl-mode=TRUSTED_CLIENT_CERTIFICATE_REQUIRED
#     # or --connector-enforcement=REQUIRED
package assay.rules.sqladmin.client_certificates

import data.assay.lib.google
import input.resource.data.settings.ipConfiguration as ip

applies if {
	google.postgres
	object.get(input.resource.data, ["settings", "ipConfiguration", "ipv4Enabled"], true)
}

fail contains {"message": message, "at": "settings.ipConfiguration.sslMode", "evidence": {"sslMode": ip.sslMode}} if {
	ip.sslMode != "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"
	not demanded_before
	input.resource.data.settings.connectorEnforcement != "REQUIRED"
	message := "A password is all that a client on the internet needs."
}

# What requireSsl meant before there was sslMode: IpConfiguration.requireSsl in the reference of the Admin API.
demanded_before if {
	ip.sslMode == "SSL_MODE_UNSPECIFIED"
	ip.requireSsl
}
