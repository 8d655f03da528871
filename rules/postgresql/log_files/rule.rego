# METADATA
# title: Log files are the server's own, rotate, and do not append to old ones
# description: >-
#   Log files hold names, statements and errors with data in them, so that nobody but the server's account should
#   read them. They must rotate, and with a file name that comes back they must begin anew, or one file grows for
#   ever. Asked only where the server writes files itself.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-FILE-MODE
# custom:
#   id: PG-LOG-012
#   severity: low
#   resource: postgresql.Settings
#   managed: "the service keeps the files of the log"
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.5", "3.1.6", "3.1.7", "3.1.8", "3.1.9"]
#     stig-postgresql: [V-233514, V-233531, V-233549]
#     nist-800-53-r5: [AU-9]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_file_mode = '0600';
#     ALTER SYSTEM SET log_truncate_on_rotation = 'on';
#     ALTER SYSTEM SET log_rotation_age = '1d';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.log_files

import data.assay.lib.postgresql
import input.resource.data as settings

applies if {
	not postgresql.managed
	not settings.logging_collector.reset_val == "off"
}

fail contains {"message": message, "at": "log_file_mode"} if {
	mode := settings.log_file_mode.reset_val
	not endswith(mode, "00")
	message := sprintf("Others may read the log files (mode %s).", [mode])
}

fail contains {"message": "A file name that comes back is appended to.", "at": "log_truncate_on_rotation"} if {
	settings.log_truncate_on_rotation.reset_val == "off"
}

fail contains {"message": "Log files do not rotate by time.", "at": "log_rotation_age"} if {
	settings.log_rotation_age.reset_val == 0
}
