# METADATA
# title: Query trees are not written to the log
# description: >-
#   debug_print_parse, _rewritten and _plan write each query's inner form, literals included, on many lines. That is
#   for developers of PostgreSQL; elsewhere it hides what matters, fills the disk and copies data into the log.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-DEBUG-PRINT-PARSE
# custom:
#   id: PG-LOG-010
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.16", "3.1.17", "3.1.18"]
#     nist-800-53-r5: [CM-6]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM RESET debug_print_parse;
#     ALTER SYSTEM RESET debug_print_rewritten;
#     ALTER SYSTEM RESET debug_print_plan;
#     SELECT pg_reload_conf();
package assay.rules.postgresql.debug_print

import input.resource.data as settings

options := {
	"debug_print_parse": settings.debug_print_parse.reset_val,
	"debug_print_plan": settings.debug_print_plan.reset_val,
	"debug_print_rewritten": settings.debug_print_rewritten.reset_val,
}

fail contains {"message": sprintf("%s is on.", [name]), "at": name} if {
	some name, value in options
	value == "on"
}
