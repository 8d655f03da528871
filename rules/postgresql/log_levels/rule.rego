# METADATA
# title: Warnings and failed statements reach the log
# description: >-
#   With a higher log_min_messages warnings are lost, about transaction ids running out among others; with a higher
#   log_min_error_statement an error is logged without the statement that caused it.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-WHEN
# custom:
#   id: PG-LOG-009
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.14", "3.1.15"]
#     stig-postgresql: [V-233512, V-233542, V-233578, V-233582, V-233591, V-233604, V-233608]
#     nist-800-53-r5: [AU-3]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_min_messages = 'warning';
#     ALTER SYSTEM SET log_min_error_statement = 'error';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.log_levels

import input.resource.data as settings

fail contains {"message": message, "at": "log_min_messages"} if {
	level := settings.log_min_messages.reset_val
	level in {"error", "log", "fatal", "panic"}
	message := sprintf("Warnings are not logged (log_min_messages = %s).", [level])
}

fail contains {"message": message, "at": "log_min_error_statement"} if {
	level := settings.log_min_error_statement.reset_val
	level in {"log", "fatal", "panic"}
	message := sprintf("Statements that fail are not logged (log_min_error_statement = %s).", [level])
}
