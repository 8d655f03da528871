# METADATA
# title: Dead rows are cleared away
# description: >-
#   Updates and deletes leave dead versions of rows, which every scan reads and skips until vacuum frees their
#   place. A share beyond what autovacuum allows by default says that it cannot keep up or is held back, for
#   instance by a forgotten transaction; up to that the finding is low. A partition counts for itself.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-SPACE-RECOVERY
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-TABLES-VIEW
# custom:
#   id: PG-VAC-003
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Database, postgresql.Server]
#   parameters:
#     min_dead:
#       default: 1000
#       type: integer
#       description: How many dead rows are tolerated in any case.
#     ratio:
#       default: 0.1
#       type: number
#       description: Which share of all rows may be dead; beyond twice that the finding is of medium severity.
#   controls: {}
#   seeds: [S0-T-085, S4-T-027, S4-T-038]
#   remediation: |
#     VACUUM (VERBOSE, ANALYZE) {{schema}}.{{name}};
#     -- If the dead rows stay: what holds them back?
#     SELECT pid, xact_start, state FROM pg_stat_activity
#       WHERE backend_xmin IS NOT NULL ORDER BY age(backend_xmin) DESC;
package assay.rules.postgresql.dead_rows

import data.assay.lib.postgresql
import data.assay.lib.tables
import input.resource.data as relation

# A standby does not count the rows of its primary.
applies if {
	tables.stored
	not postgresql.server.in_recovery
}

share := relation.dead / (tables.rows + relation.dead)

fail contains {"message": message, "severity": severity, "evidence": object.filter(relation, {"dead", "est_rows", "live"})} if {
	relation.dead > input.parameters.min_dead
	share > input.parameters.ratio
	message := sprintf("%d dead rows, %d%% of all.", [relation.dead, floor(100 * share)])
}

default severity := "low"

severity := "medium" if share > 2 * input.parameters.ratio

unknown contains "The counters are young, and nothing has counted the rows since they began." if {
	tables.rows * input.parameters.ratio > input.parameters.min_dead
	relation.vacuum_age_s == null
	relation.analyze_age_s == null
	not long_counted
}

long_counted if tables.statistics_days >= 1
