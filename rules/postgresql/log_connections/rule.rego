# METADATA
# title: Connections are logged
# description: >-
#   Who connected when, from where and as whom is the first thing that anybody asks after an incident, and nothing
#   else records it. From PostgreSQL 18 on log_connections is a list: received, authenticated and authorized are
#   what on means.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-CONNECTIONS
# custom:
#   id: PG-LOG-002
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.20"]
#     stig-postgresql: [V-233558]
#     nist-800-53-r5: [AU-12]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_connections = 'on'; -- 18: 'receipt,authentication,authorization'
#     SELECT pg_reload_conf();
#     -- On managed services it is a flag of the instance.
package assay.rules.postgresql.log_connections

logged := lower(input.resource.data.log_connections.reset_val)

fail contains {"message": "Connections are not logged.", "at": "log_connections"} if {
	logged in {"", "off", "false", "no", "0"}
}

fail contains {"message": message, "at": "log_connections"} if {
	aspects := {trim_space(part) | some part in split(logged, ",")}
	aspects & {"receipt", "authentication", "authorization", "setup_durations"} != set()
	missing := {"receipt", "authentication", "authorization"} - aspects
	count(missing) > 0
	message := sprintf("Of connections is not logged: %s.", [concat(", ", sort(missing))])
}
