# METADATA
# title: AlloyDB instances refuse unencrypted connections
# description: >-
#   ALLOW_UNENCRYPTED_AND_ENCRYPTED lets a client that does not ask for TLS send its password and its rows in the clear.
#   The server's default is ENCRYPTED_ONLY; somebody has switched it off.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-ssl
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#SslConfig
# custom:
#   id: GC-TLS-001
#   severity: high
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters: {}
#   controls:
#     cis-gcp-5: ["6.4"]
#     iso-27001-2022: [A.8.12]
#     pci-dss-4: ["4.2.1"]
#     hipaa: [164.312(e)(1)]
#     soc-2: [CC6.7]
#   seeds: [S0-AP-SEC-03, S0-SEC-04, S2-SEC-06, S0-T-046, S1-T-044]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --ssl-mode=ENCRYPTED_ONLY
package assay.rules.alloydb.ssl_mode

mode := input.resource.data.clientConnectionConfig.sslConfig.sslMode

plaintext := {"ALLOW_UNENCRYPTED_AND_ENCRYPTED", "SSL_MODE_ALLOW"}

# Unspecified means ENCRYPTED_ONLY (SslConfig.SslMode in the API reference).
encrypted := {"ENCRYPTED_ONLY", "SSL_MODE_REQUIRE", "SSL_MODE_VERIFY_CA", "SSL_MODE_UNSPECIFIED"}

fail contains {"message": message, "at": field, "evidence": {field: mode}} if {
	mode in plaintext
	field := "clientConnectionConfig.sslConfig.sslMode"
	message := sprintf("Clients may connect unencrypted (%s).", [mode])
}

unknown contains sprintf("The SSL mode %v is not known to this rule.", [mode]) if not mode in (plaintext | encrypted)
