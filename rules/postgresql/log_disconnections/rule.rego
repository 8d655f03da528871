# METADATA
# title: The end of each session is logged
# description: >-
#   Together with log_connections it tells how long a session lasted; without it nobody can say whether a stolen
#   session was open for a second or for a week.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-DISCONNECTIONS
# custom:
#   id: PG-LOG-003
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.21"]
#     stig-postgresql: [V-233554]
#     nist-800-53-r5: [AU-12]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_disconnections = 'on';
#     SELECT pg_reload_conf();
#     -- On managed services it is a flag of the instance.
package assay.rules.postgresql.log_disconnections

fail contains {"message": "The end of sessions is not logged.", "at": "log_disconnections"} if {
	input.resource.data.log_disconnections.reset_val == "off"
}
