# METADATA
# title: The scan itself connects by TLS
# description: >-
#   Its password and what it reads, names of roles and settings among it, cross the network like any other client's.
#   On the server's own host there is no network.
# related_resources:
# - https://www.postgresql.org/docs/current/libpq-ssl.html
# custom:
#   id: PG-SCAN-002
#   severity: medium
#   resource: postgresql.Server
#   needs: [postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233538]
#     nist-800-53-r5: [SC-8]
#   seeds: []
#   remediation: |
#     # Add to the URL of the scan:
#     # ?sslmode=verify-full&sslrootcert=/path/of/the/root.crt
package assay.rules.postgresql.scan_connection

import input.resource.data as server

fail contains {"message": "The scan came from another host without TLS.", "at": "scan_session_ssl"} if {
	server.scan_session_remote
	not server.scan_session_ssl == true
}

unknown contains "Whether the scan came by TLS was not reported." if not is_boolean(server.scan_session_ssl)
