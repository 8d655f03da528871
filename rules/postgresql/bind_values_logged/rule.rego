# METADATA
# title: Values that clients bind do not reach the log
# description: >-
#   Bind values are the data itself: names, card numbers, tokens. log_parameter_max_length_on_error writes them
#   beside each error; and by default the log of statements writes them in full, too. Logs are read by more people
#   than tables, and kept longer.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-PARAMETER-MAX-LENGTH
# custom:
#   id: PG-LOG-016
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233516, V-233533]
#     nist-800-53-r5: [SI-11]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_parameter_max_length_on_error = 0;
#     ALTER SYSTEM SET log_parameter_max_length = 0;
#     SELECT pg_reload_conf();
package assay.rules.postgresql.bind_values_logged

import input.resource.data as settings

fail contains {"message": message, "at": "log_parameter_max_length_on_error"} if {
	settings.log_parameter_max_length_on_error.reset_val != 0
	message := "Errors are logged with the values that were bound."
}

# What somebody asked for when switching the log of statements on, though few know it.
fail contains {"message": message, "at": "log_parameter_max_length", "severity": "low"} if {
	settings.log_parameter_max_length.reset_val != 0
	statements_logged
	message := "Statements are logged with the values that were bound."
}

statements_logged if settings.log_statement.reset_val in {"mod", "all"}

statements_logged if settings.log_min_duration_statement.reset_val >= 0

statements_logged if settings.log_min_duration_sample.reset_val >= 0

statements_logged if settings.log_transaction_sample_rate.reset_val > 0
