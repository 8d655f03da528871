# METADATA
# title: Sorts and hashes fit into memory
# description: >-
#   What does not fit into work_mem goes to temporary files, which is slower by far and wears the disk. Raise
#   work_mem for the role or the report that needs it, not for everybody. Statistics younger than a day tell
#   nothing, and the rule does not apply.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW
# custom:
#   id: PG-PERF-004
#   severity: low
#   confidence: medium
#   resource: postgresql.Database
#   needs: [postgresql.Database]
#   parameters:
#     max_gb_per_day:
#       default: 10
#       type: number
#       description: Most temporary data a day, in GiB.
#     min_age_s:
#       default: 86400
#       type: integer
#       description: How old statistics must be, in seconds.
#   controls: {}
#   seeds: [S0-PRF-03]
#   remediation: |
#     -- Which statements:
#     SELECT query, temp_blks_written FROM pg_stat_statements ORDER BY temp_blks_written DESC LIMIT 10;
#     -- For who needs it: ALTER ROLE reporting SET work_mem = '256MB';
package assay.rules.postgresql.temporary_files

import input.resource.data as database

applies if {
	not database.template
	not young
}

young if database.stats_age_s < input.parameters.min_age_s

fail contains {"message": message, "at": "temp_bytes"} if {
	daily := ((database.temp_bytes / 1073741824) * 86400) / database.stats_age_s
	daily > input.parameters.max_gb_per_day
	message := sprintf("%d GiB of temporary files a day.", [round(daily)])
}
