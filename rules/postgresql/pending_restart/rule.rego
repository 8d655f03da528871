# METADATA
# title: No setting waits for a restart
# description: >-
#   A parameter was changed in the configuration, and the server still runs with the old value. What everybody reads
#   in the file is not what is in force, and the next restart, perhaps an unplanned one, changes more than is
#   expected.
# related_resources:
# - https://www.postgresql.org/docs/current/view-pg-settings.html
# custom:
#   id: PG-CONF-010
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Settings.restricted]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.3"]
#     nist-800-53-r5: [CM-6]
#   seeds: []
#   remediation: |
#     -- Restart the server at a time of your own choosing, or take back the change:
#     -- SELECT name, setting, sourcefile FROM pg_settings WHERE pending_restart;
package assay.rules.postgresql.pending_restart

fail contains {"message": message} if {
	names := [name |
		some name, setting in input.resource.data
		object.get(setting, "pending_restart", false)
	]
	count(names) > 0
	message := sprintf("Waiting for a restart: %s.", [concat(", ", sort(names))])
}
