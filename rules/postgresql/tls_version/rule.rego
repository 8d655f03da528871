# METADATA
# title: TLS older than 1.2 is refused
# description: >-
#   TLS 1.0 and 1.1 have known weaknesses and are withdrawn (RFC 8996); a client, or somebody between client and
#   server, picks the oldest version that both sides accept. Where TLS is off altogether that is another rule's
#   matter.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SSL-MIN-PROTOCOL-VERSION
# - https://www.rfc-editor.org/rfc/rfc8996
# custom:
#   id: PG-TLS-003
#   severity: high
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters:
#     min:
#       default: TLSv1.2
#       type: string
#       description: The oldest version that will do, TLSv1.2 or TLSv1.3.
#   controls:
#     cis-postgresql-17: ["6.8"]
#     stig-postgresql: [V-233583, V-233584, V-233585, V-233619, V-233623]
#     nist-800-53-r5: [SC-8, SC-13]
#   seeds: [S1-T-044]
#   remediation: |
#     ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.2';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.tls_version

import input.resource.data as settings

applies if not settings.ssl.reset_val == "off"

# An empty value sets no lower bound.
rank := {"": 0, "TLSv1": 1, "TLSv1.1": 2, "TLSv1.2": 3, "TLSv1.3": 4}

fail contains {"message": message, "at": "ssl_min_protocol_version"} if {
	oldest := settings.ssl_min_protocol_version.reset_val
	rank[oldest] < rank[input.parameters.min]
	message := sprintf("The oldest TLS version that is accepted is %s.", [name(oldest)])
}

name(version) := version if version != ""

name("") := "whatever the library has"
