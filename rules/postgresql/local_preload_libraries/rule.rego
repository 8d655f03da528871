# METADATA
# title: No library is loaded into every session
# description: >-
#   local_preload_libraries loads code into each new session, without a restart and without the superuser. It is for
#   trying things out; on a server it is a place where something can hide.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCAL-PRELOAD-LIBRARIES
# custom:
#   id: PG-CONF-018
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.2"]
#     stig-postgresql: [V-233517]
#     nist-800-53-r5: [CM-7]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM RESET local_preload_libraries;
#     SELECT pg_reload_conf();
package assay.rules.postgresql.local_preload_libraries

fail contains {"message": message, "at": "local_preload_libraries"} if {
	libraries := input.resource.data.local_preload_libraries.reset_val
	libraries != ""
	message := sprintf("Loaded into every session: %s.", [libraries])
}
