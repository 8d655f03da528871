# METADATA
# title: Slow queries leave a trace
# description: >-
#   Something must record what takes long, be it the log, auto_explain or pg_stat_statements; otherwise performance
#   is discussed by memory.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-MIN-DURATION-STATEMENT
# - https://www.postgresql.org/docs/current/auto-explain.html
# - https://www.postgresql.org/docs/current/pgstatstatements.html
# custom:
#   id: PG-LOG-007
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls: {}
#   seeds: [S0-PRF-06, S0-AP-PRF-06, S2-PF-PRF-07, S4-T-023]
#   remediation: |
#     ALTER SYSTEM SET log_min_duration_statement = '1s';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.slow_queries_recorded

import data.assay.lib.settings

fail contains {"message": "Nothing records slow queries.", "at": "log_min_duration_statement"} if {
	input.resource.data.log_min_duration_statement.reset_val == -1
	libraries := settings.libraries
	count(libraries & {"auto_explain", "pg_stat_statements"}) == 0
}
