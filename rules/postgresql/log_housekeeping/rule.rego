# METADATA
# title: Checkpoints, temporary files and autovacuum are logged
# description: >-
#   These three explain most stalls that no query explains by itself: a checkpoint that came too early, a sort that
#   went to disk, a vacuum that took hours. Their lines are few and cost nothing.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-WHAT
# custom:
#   id: PG-LOG-008
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls: {}
#   seeds: [S0-MNT-02]
#   remediation: |
#     ALTER SYSTEM SET log_checkpoints = 'on';
#     ALTER SYSTEM SET log_temp_files = '10MB';
#     ALTER SYSTEM SET log_autovacuum_min_duration = '1min';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.log_housekeeping

import input.resource.data as settings

fail contains {"message": "Checkpoints are not logged.", "at": "log_checkpoints"} if {
	settings.log_checkpoints.reset_val == "off"
}

fail contains {"message": "Temporary files are not logged.", "at": "log_temp_files"} if {
	settings.log_temp_files.reset_val == -1
}

fail contains {"message": "Autovacuum is not logged.", "at": "log_autovacuum_min_duration"} if {
	settings.log_autovacuum_min_duration.reset_val == -1
}
