# METADATA
# title: The planner knows what tables hold
# description: >-
#   Plans rest on what the last ANALYZE saw. When a tenth of the rows has changed since and days have gone by,
#   estimates are wrong and a plan may turn bad from one day to the next. Autovacuum never analyzes a
#   partitioned table as a whole, only its partitions: that one has to be done by hand.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-analyze.html
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-STATISTICS
# custom:
#   id: PG-VAC-006
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Database, postgresql.Server]
#   parameters:
#     max_days:
#       default: 7
#       type: integer
#       description: For how many days there may be no analyze.
#     ratio:
#       default: 0.1
#       type: number
#       description: Which share of the rows may have changed since.
#     min_rows:
#       default: 1000
#       type: integer
#       description: Tables with fewer rows are not judged.
#   controls: {}
#   seeds: [S0-MNT-04, S0-T-037, S4-T-037, S4-T-067]
#   remediation: |
#     ANALYZE {{schema}}.{{name}};
package assay.rules.postgresql.stale_statistics

import data.assay.lib.postgresql
import data.assay.lib.tables
import input.resource.data as relation

applies if {
	tables.stored
	not postgresql.server.in_recovery
	not too_early
}

applies if {
	relation.kind == "p"
	not relation.from_extension
}

# Since the counters began there was no analyze; before, there may have been one.
too_early if {
	relation.analyze_age_s == null
	tables.statistics_days < input.parameters.max_days
}

overdue if {
	relation.analyze_age_s == null
	tables.statistics_days >= input.parameters.max_days
}

overdue if relation.analyze_age_s > input.parameters.max_days * 86400

fail contains {"message": message, "evidence": object.filter(relation, {"analyze_age_s", "mod_since_analyze"})} if {
	relation.kind != "p"
	tables.rows > input.parameters.min_rows
	overdue
	relation.mod_since_analyze > input.parameters.ratio * tables.rows
	message := sprintf("%d of about %d rows changed, and no analyze for %d days.", [relation.mod_since_analyze, tables.rows, input.parameters.max_days])
}

fail contains {"message": "Its partitions are analyzed, but the partitioned table as a whole never was.", "severity": "low"} if {
	relation.kind == "p"
	relation.est_rows < 0
	tables.rows > input.parameters.min_rows
}

unknown contains "There was no analyze so far, and the age of the counters is not known." if {
	relation.kind != "p"
	relation.analyze_age_s == null
	not tables.statistics_days
}
