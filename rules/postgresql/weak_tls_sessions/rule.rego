# METADATA
# title: No session uses TLS older than 1.2
# description: >-
#   That ssl_min_protocol_version forbids old versions today does not end the sessions that are open since before,
#   and on some services a proxy speaks for the server. This looks at the sessions that are open during the scan.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-SSL-VIEW
# - https://www.rfc-editor.org/rfc/rfc8996
# custom:
#   id: PG-TLS-005
#   severity: high
#   resource: postgresql.SessionGroup
#   needs: [postgresql.SessionGroup]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233585]
#     nist-800-53-r5: [SC-8]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.2';
#     SELECT pg_reload_conf();
#     -- Then let the clients connect anew.
package assay.rules.postgresql.weak_tls_sessions

fail contains {"message": message, "at": "weak_tls"} if {
	weak := input.resource.data.weak_tls
	weak > 0
	message := sprintf("%d sessions use TLS 1.0 or 1.1.", [weak])
}
