# METADATA
# title: AlloyDB instances log lock waits, temporary files and checkpoints
# description: >-
#   Three lines that explain slowness afterwards: who waited for whose lock, which query did not fit into memory, and
#   when the disk was busy with a checkpoint.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-LOCK-WAITS
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-TEMP-FILES
# custom:
#   id: GC-LOG-016
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     temp_kb:
#       default: 0
#       type: integer
#       description: The size from which on temporary files are logged at the latest.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=log_lock_waits=on,log_temp_files=0,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.log_waits

import data.assay.lib.flags

given := input.resource.data.databaseFlags

fail contains {"message": "Waits for locks are not logged.", "at": "databaseFlags.log_lock_waits", "evidence": flags.shown(given, "log_lock_waits")} if {
	flags.off(given, "log_lock_waits")
}

fail contains {"message": message, "at": "databaseFlags.log_temp_files", "evidence": flags.shown(given, "log_temp_files")} if {
	not temporary_files_logged
	message := sprintf("Temporary files from %d kB on are not all logged.", [input.parameters.temp_kb])
}

temporary_files_logged if {
	size := to_number(flags.value(given, "log_temp_files"))
	size >= 0
	size <= input.parameters.temp_kb
}

# On by default since PostgreSQL 15; before, and where the version is not told, only an explicit off is judged.
fail contains {"message": "Checkpoints are not logged.", "at": "databaseFlags.log_checkpoints", "evidence": flags.shown(given, "log_checkpoints")} if {
	flags.negative(lower(object.get(given, "log_checkpoints", "on")))
}
