# METADATA
# title: pg_stat_statements remembers long enough
# description: >-
#   When there are more different statements than pg_stat_statements.max the least used are forgotten, and after a
#   reset everything is. What is left tells of the last minutes, and whoever tunes by it tunes the wrong thing. A
#   server that has just been started is not held against it.
# related_resources:
# - https://www.postgresql.org/docs/current/pgstatstatements.html
# custom:
#   id: PG-PERF-006
#   severity: low
#   confidence: medium
#   resource: postgresql.StatementStatistics
#   needs: [postgresql.StatementStatistics, postgresql.Server]
#   parameters:
#     min_age_s:
#       default: 86400
#       type: integer
#       description: How long ago the last reset should be, in seconds.
#   controls: {}
#   seeds: [S4-T-005, S0-MNT-03]
#   remediation: |
#     -- Needs a restart:
#     ALTER SYSTEM SET pg_stat_statements.max = 10000;
#     -- And do not reset it as a routine.
package assay.rules.postgresql.statement_statistics

import data.assay.lib.postgresql
import input.resource.data as statistics

fail contains {"message": message, "at": "evictions"} if {
	statistics.evictions > 0
	message := sprintf("The least used statements were forgotten %d times.", [statistics.evictions])
}

# Counting began with the server, give or take a minute, or later, by a reset.
fail contains {"message": message, "at": "stats_age_s"} if {
	statistics.stats_age_s < input.parameters.min_age_s
	statistics.stats_age_s < postgresql.server.uptime_s - 60
	message := sprintf("It was reset %d minutes ago.", [floor(statistics.stats_age_s / 60)])
}
