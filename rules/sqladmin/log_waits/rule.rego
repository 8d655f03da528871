# METADATA
# title: Cloud SQL instances log lock waits, temporary files and checkpoints
# description: >-
#   Three lines that explain slowness afterwards: who waited for whose lock, which query did not fit into memory, and
#   when the disk was busy with a checkpoint.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-LOCK-WAITS
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-TEMP-FILES
# custom:
#   id: GC-LOG-016-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     temp_kb:
#       default: 0
#       type: integer
#       description: The size from which on temporary files are logged at the latest.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_lock_waits=on,log_temp_files=0,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_waits

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": "Waits for locks are not logged.", "at": "settings.databaseFlags.log_lock_waits", "evidence": flags.shown(given, "log_lock_waits")} if {
	flags.off(given, "log_lock_waits")
}

fail contains {"message": message, "at": "settings.databaseFlags.log_temp_files", "evidence": flags.shown(given, "log_temp_files")} if {
	not temporary_files_logged
	message := sprintf("Temporary files from %d kB on are not all logged.", [input.parameters.temp_kb])
}

temporary_files_logged if {
	size := to_number(flags.value(given, "log_temp_files"))
	size >= 0
	size <= input.parameters.temp_kb
}

# On by default since PostgreSQL 15; before, and where the version is not told, only an explicit off is judged.
fail contains {"message": "Checkpoints are not logged.", "at": "settings.databaseFlags.log_checkpoints", "evidence": flags.shown(given, "log_checkpoints")} if {
	flags.negative(lower(object.get(given, "log_checkpoints", "on")))
}
