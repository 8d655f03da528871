# METADATA
# title: Each line of the log says when, who, where and from where
# description: >-
#   A line that does not name its time, process, role, database, application and client cannot be followed through
#   an incident. CSV and JSON logs have all of that by themselves.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-LINE-PREFIX
# custom:
#   id: PG-LOG-005
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.24"]
#     stig-postgresql: [V-233512, V-233542, V-233578, V-233582, V-233591, V-233604, V-233608]
#     nist-800-53-r5: [AU-3]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_line_prefix = '%m [%p]: user=%u,db=%d,app=%a,client=%h ';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.log_line_prefix

import input.resource.data as settings

wanted := {
	"the time (%m)": `%-?[0-9]*[mnt]`,
	"the process (%p)": `%-?[0-9]*[pc]`,
	"the role (%u)": `%-?[0-9]*u`,
	"the database (%d)": `%-?[0-9]*d`,
	"the application (%a)": `%-?[0-9]*a`,
	"the client (%h)": `%-?[0-9]*[hr]`,
}

fail contains {"message": message, "at": "log_line_prefix"} if {
	prefixed
	prefix := replace(settings.log_line_prefix.reset_val, "%%", "")
	missing := [what | some what, escape in wanted; not regex.match(escape, prefix)]
	count(missing) > 0
	message := sprintf("Lines of the log lack %s.", [concat(", ", sort(missing))])
}

# Formats with fields of their own have no prefix.
prefixed if {
	some part in split(settings.log_destination.reset_val, ",")
	not trim_space(part) in {"csvlog", "jsonlog"}
}
