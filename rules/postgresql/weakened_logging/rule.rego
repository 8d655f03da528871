# METADATA
# title: No role and no database is logged less than the server
# description: >-
#   ALTER ROLE and ALTER DATABASE … SET change what is logged for some, unseen by whoever reads the server's
#   configuration. A privileged role without a trail is what the trail is for.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-alterrole.html
# - https://www.postgresql.org/docs/current/runtime-config-logging.html
# custom:
#   id: PG-LOG-017
#   severity: medium
#   resource: postgresql.SettingOverride
#   needs: [postgresql.SettingOverride, postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233607, V-233609, V-233618]
#     nist-800-53-r5: [AU-9]
#   seeds: []
#   remediation: |
#     ALTER ROLE {{role}} RESET {{name}};
#     -- For a database: ALTER DATABASE … RESET …;
package assay.rules.postgresql.weakened_logging

import data.assay.lib.postgresql
import data.assay.lib.settings
import input.resource.data as override

server := data.estate.by_id[concat("/", [postgresql.server_id, "-", "settings"])].data

name := lower(override.name)

applies if name in {"log_statement", "log_min_duration_statement", "log_min_error_statement", "log_min_messages", "pgaudit.log"}

fail contains {"message": message, "at": "value", "evidence": {"value": override.value}} if {
	weaker
	message := sprintf("%s is logged less: %s is %s.", [whose, override.name, shown])
}

shown := override.value if override.value != ""

shown := "empty" if override.value == ""

whose := sprintf("Role %s", [override.role]) if override.role != ""

whose := sprintf("Database %s", [override.database]) if {
	override.role == ""
	override.database != ""
}

whose := "Everybody" if {
	override.role == ""
	override.database == ""
}

statements := {"none": 0, "ddl": 1, "mod": 2, "all": 3}

weaker if {
	name == "log_statement"
	statements[lower(override.value)] < statements[server.log_statement.reset_val]
}

weaker if {
	name == "log_min_duration_statement"
	server.log_min_duration_statement.reset_val >= 0
	settings.milliseconds(override.value) == -1
}

weaker if {
	name == "log_min_duration_statement"
	server.log_min_duration_statement.reset_val >= 0
	settings.milliseconds(override.value) > server.log_min_duration_statement.reset_val
}

# In the order of what is logged least.
levels := ["panic", "fatal", "log", "error", "warning", "notice", "info"]

weaker if {
	name == "log_min_messages"
	quieter(lower(override.value), server.log_min_messages.reset_val)
}

weaker if {
	name == "log_min_error_statement"
	quieter(lower(override.value), server.log_min_error_statement.reset_val)
}

quieter(own, all) if {
	some i, level in levels
	level == own
	some j, other in levels
	other == all
	i < j
}

weaker if {
	name == "pgaudit.log"
	count(classes(server["pgaudit.log"].reset_val) - classes(override.value)) > 0
}

every_class := {"read", "write", "function", "role", "ddl", "misc", "misc_set"}

classes(text) := (added | everything) - removed if {
	words := {trim_space(lower(word)) | some word in split(text, ",")}
	added := words & every_class
	removed := {substring(word, 1, -1) | some word in words; startswith(word, "-")}
	everything := {class | some class in every_class; "all" in words}
}

unknown contains "The scanning role has its own value, which hides the server's." if {
	override.role == postgresql.server.scan_role
}
