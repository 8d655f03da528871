# METADATA
# title: AlloyDB instances log slow statements, or none, as was decided
# description: >-
#   Slow statements in the log are how performance is found out; statements in the log are also how personal data get
#   there, so that CIS wants the logging off. The parameter mode says which of the two holds here.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-MIN-DURATION-STATEMENT
# custom:
#   id: GC-LOG-015
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     mode:
#       default: perf
#       type: string
#       description: '"perf: slow statements are logged; cis: none is."'
#     max_ms:
#       default: 1000
#       type: integer
#       description: '"In mode perf, the time from which on statements are logged at the latest."'
#   controls: {}
#   seeds: [S2-MON-03, S4-T-023]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=log_min_duration_statement=1000,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
#     # or -1 where no statement may be logged.
package assay.rules.alloydb.log_slow_statements

import data.assay.lib.flags

given := input.resource.data.databaseFlags

value := flags.value(given, "log_min_duration_statement")

limit := flags.milliseconds(value)

fail contains {"message": "Slow statements are not logged.", "at": "databaseFlags", "evidence": shown} if {
	input.parameters.mode == "perf"
	limit < 0
}

fail contains {"message": message, "at": "databaseFlags", "evidence": shown} if {
	input.parameters.mode == "perf"
	limit > input.parameters.max_ms
	message := sprintf("Statements are logged from %v ms on; at most %d ms are demanded.", [limit, input.parameters.max_ms])
}

fail contains {"message": message, "at": "databaseFlags", "evidence": shown} if {
	input.parameters.mode == "cis"
	limit >= 0
	message := sprintf("Statements are logged from %v ms on; none should be.", [limit])
}

shown := flags.shown(given, "log_min_duration_statement")

unknown contains sprintf("%q is not a time.", [value]) if not limit

unknown contains sprintf("The mode %q is neither perf nor cis.", [input.parameters.mode]) if {
	not input.parameters.mode in {"perf", "cis"}
}
