# METADATA
# title: Cloud SQL instances do not log noise
# description: >-
#   Statistics of parser, planner and executor in the log are for those who develop PostgreSQL: they make it large
#   and slow. log_hostname asks the name service for every connection, and stores names where addresses would do.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-statistics.html#GUC-LOG-STATEMENT-STATS
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-HOSTNAME
# custom:
#   id: GC-LOG-017-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     off:
#       default: [log_hostname, log_parser_stats, log_planner_stats, log_executor_stats, log_statement_stats]
#       type: array
#       description: The flags that are to be off.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_hostname=off,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.noisy_logging

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": message, "at": at, "evidence": flags.shown(given, name)} if {
	some name in input.parameters.off
	flags.on(given, name)
	at := sprintf("settings.databaseFlags.%s", [name])
	message := sprintf("%s is on.", [name])
}
