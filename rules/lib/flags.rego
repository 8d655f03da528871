# METADATA
# description: >-
#   The database flags of an instance, as AlloyDB's map or, by listed, Cloud SQL's list; and what a flag means that is not set.
package assay.lib.flags

# Cloud SQL's list as a map.
listed(list) := {flag.name: object.get(flag, "value", "") | some flag in list}

# What holds where nobody sets the flag. PostgreSQL's: https://www.postgresql.org/docs/current/runtime-config-logging.html
# and runtime-config-client.html; Google's: https://cloud.google.com/alloydb/docs/reference/database-flags and
# https://cloud.google.com/sql/docs/postgres/flags. Flags whose default differs by version are not here.
unset := {
	"alloydb.enable_pgaudit": "off",
	"alloydb.iam_authentication": "off",
	"alloydb.pg_authid_select_role": "",
	"alloydb.pg_shadow_select_role": "",
	"autovacuum": "on",
	"cloudsql.enable_pgaudit": "off",
	"cloudsql.iam_authentication": "off",
	"google_columnar_engine.enabled": "off",
	"google_db_advisor.enabled": "on",
	"idle_in_transaction_session_timeout": "0",
	"lock_timeout": "0",
	"log_connections": "off",
	"log_disconnections": "off",
	"log_error_verbosity": "default",
	"log_executor_stats": "off",
	"log_hostname": "off",
	"log_lock_waits": "off",
	"log_min_duration_statement": "-1",
	"log_min_error_statement": "error",
	"log_min_messages": "warning",
	"log_parser_stats": "off",
	"log_planner_stats": "off",
	"log_statement": "none",
	"log_statement_stats": "off",
	"log_temp_files": "-1",
	"password.enforce_complexity": "off",
	"password.enforce_expiration": "off",
	"password.enforce_password_does_not_contain_username": "off",
	"password.expiration_in_days": "90",
	"password.min_pass_length": "0",
	"pgaudit.log": "none",
	"statement_timeout": "0",
}

# In small letters: what is set, or else what unset means; undefined for a flag whose default is not known.
value(given, name) := lower(given[name])

value(given, name) := unset[name] if not given[name]

# PostgreSQL takes any beginning that is not ambiguous: parse_bool in src/backend/utils/adt/bool.c.
on(given, name) if value(given, name) in {"on", "1", "t", "tr", "tru", "true", "y", "ye", "yes"}

off(given, name) if negative(value(given, name))

negative(text) if text in {"of", "off", "0", "f", "fa", "fal", "fals", "false", "n", "no"}

# For evidence: the flag as it is set, or that it is not.
shown(given, name) := {name: object.get(given, name, "not set")}

# A time in milliseconds; a number alone is in milliseconds, as for the timeouts and log_min_duration_statement.
milliseconds(text) := to_number(parts[1]) * units[parts[2]] if {
	parts := regex.find_all_string_submatch_n(`^\s*(-?[0-9.]+)\s*(us|ms|s|min|h|d|)\s*$`, text, 1)[0]
}

units := {"us": 0.001, "ms": 1, "": 1, "s": 1000, "min": 60000, "h": 3600000, "d": 86400000}

# How much a level leaves out of the server's log: https://www.postgresql.org/docs/current/runtime-config-logging.html,
# where log ranks above error; debug is debug2.
rank(level) := position[level]

position := {
	"debug5": 0, "debug4": 1, "debug3": 2, "debug2": 3, "debug": 3, "debug1": 4,
	"info": 5, "notice": 6, "warning": 7, "error": 8, "log": 9, "fatal": 10, "panic": 11,
}
