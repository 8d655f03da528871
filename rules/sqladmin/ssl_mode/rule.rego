# METADATA
# title: Cloud SQL instances enforce TLS
# description: >-
#   Without enforcement a client decides whether its password and its rows travel in the clear, and many decide so by
#   leaving out one option of their connection string.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/configure-ssl-instance
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-TLS-002
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S0-AP-SEC-03, S2-SEC-06]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --ssl-mode=ENCRYPTED_ONLY
package assay.rules.sqladmin.ssl_mode

import data.assay.lib.google
import input.resource.data.settings.ipConfiguration as ip

applies if google.postgres

# An instance of before sslMode has requireSsl only.
fail contains {"message": message, "at": "settings.ipConfiguration.sslMode", "evidence": seen} if {
	plaintext
	message := sprintf("Clients may connect unencrypted (%s).", [ip.sslMode])
	seen := {"settings.ipConfiguration": object.filter(ip, {"sslMode", "requireSsl"})}
}

plaintext if ip.sslMode == "ALLOW_UNENCRYPTED_AND_ENCRYPTED"

plaintext if {
	ip.sslMode == "SSL_MODE_UNSPECIFIED"
	not ip.requireSsl
}

known := {
	"ALLOW_UNENCRYPTED_AND_ENCRYPTED", "ENCRYPTED_ONLY",
	"TRUSTED_CLIENT_CERTIFICATE_REQUIRED", "SSL_MODE_UNSPECIFIED",
}

unknown contains sprintf("The SSL mode %v is not known to this rule.", [ip.sslMode]) if not ip.sslMode in known
