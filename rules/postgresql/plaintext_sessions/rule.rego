# METADATA
# title: No session from another host is unencrypted
# description: >-
#   That the server offers TLS does not mean that clients use it: sslmode=prefer, the default of many
#   drivers, falls back to plaintext. This looks at the sessions that are open during the scan. A proxy or
#   pooler on the database host itself is not seen as remote, whoever stands behind it.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-SSL-VIEW
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# - https://www.postgresql.org/docs/current/libpq-ssl.html
# custom:
#   id: PG-TLS-002
#   severity: high
#   resource: postgresql.SessionGroup
#   needs: [postgresql.SessionGroup]
#   parameters:
#     max:
#       default: 0
#       type: integer
#       description: How many unencrypted remote sessions of one role in one database are tolerated.
#   controls:
#     cis-postgresql-17: ["5.8"]
#     stig-postgresql: [V-233538]
#   seeds: [S0-AP-SEC-03, S2-SEC-06]
#   remediation: |
#     # pg_hba.conf: hostssl instead of host for every line that is not
#     # loopback, for instance this; then SELECT pg_reload_conf();
#     hostssl  {{database}}  {{role}}  <client network>  scram-sha-256
#     # AlloyDB: gcloud alloydb instances update … --ssl-mode=ENCRYPTED_ONLY
#     # Cloud SQL: gcloud sql instances patch … --ssl-mode=ENCRYPTED_ONLY
#     # Clients: sslmode=verify-full with the server's root certificate.
package assay.rules.postgresql.plaintext_sessions

fail contains sprintf("%d of %d sessions come unencrypted from another host.", [plaintext, sessions]) if {
	plaintext := input.resource.data.remote_plaintext
	sessions := input.resource.data.sessions
	plaintext > input.parameters.max
}
