# METADATA
# title: The server offers TLS
# description: >-
#   With ssl off the server cannot encrypt any connection: passwords, queries and rows cross the network
#   readable, and a client that asks for TLS is turned away or, worse, falls back to plaintext.
# related_resources:
# - https://www.postgresql.org/docs/current/ssl-tcp.html
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SSL
# custom:
#   id: PG-TLS-001
#   severity: high
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.8"]
#     stig-postgresql: [V-233519, V-233538, V-233579]
#     nist-800-53-r5: [SC-8]
#   seeds: [S0-AP-SEC-03, S2-SEC-06]
#   remediation: |
#     -- Put server.crt and server.key (mode 0600) into the data directory,
#     -- or name them by ssl_cert_file and ssl_key_file.
#     ALTER SYSTEM SET ssl = 'on';
#     SELECT pg_reload_conf();
#     -- Then demand it: hostssl instead of host in pg_hba.conf.
package assay.rules.postgresql.ssl_off

fail contains {"message": "TLS is off (ssl = off).", "at": "ssl"} if input.resource.data.ssl.reset_val == "off"
