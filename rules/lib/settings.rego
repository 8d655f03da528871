# METADATA
# description: What the rules for a server's parameters ask of postgresql.Settings.
package assay.lib.settings

import data.assay.lib.postgresql

# The libraries that are loaded with the server; unknown where the role may not see them.
libraries := {trim(part, " \"") | some part in parts} if {
	parts := split(input.resource.data.shared_preload_libraries.reset_val, ",")
}

# On Google's services a flag loads pgaudit; elsewhere the list of libraries tells.
pgaudit_loaded := input.resource.data["alloydb.enable_pgaudit"].reset_val == "on" if {
	postgresql.server.provider == "alloydb"
}

pgaudit_loaded := input.resource.data["cloudsql.enable_pgaudit"].reset_val == "on" if {
	postgresql.server.provider == "cloudsql"
}

pgaudit_loaded := "pgaudit" in libraries if not by_flag

by_flag if postgresql.server.provider in {"alloydb", "cloudsql"}

# A setting of memory or disk in bytes, by its unit.
bytes(setting) := setting.reset_val * units[setting.unit]

units := {"B": 1, "kB": 1024, "MB": 1048576, "4kB": 4096, "8kB": 8192, "16kB": 16384, "32kB": 32768}

# A time as it is written in ALTER ROLE … SET, in milliseconds; a number alone is in the parameter's own unit.
milliseconds(text) := to_number(parts[1]) * durations[parts[2]] if {
	parts := regex.find_all_string_submatch_n(`^\s*'?([0-9.]+)\s*(us|ms|s|min|h|d|)'?\s*$`, text, 1)[0]
}

milliseconds("-1") := -1

durations := {"us": 0.001, "ms": 1, "": 1, "s": 1000, "min": 60000, "h": 3600000, "d": 86400000}
