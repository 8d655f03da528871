# METADATA
# title: Large tables are mostly read by index
# description: >-
#   A table of many rows that is read over and over from beginning to end mostly lacks an index for what is
#   asked of it. Judged from a thousand scans on, so that a nightly export alone proves nothing. A partition
#   counts for itself: the scans are its own.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-TABLES-VIEW
# - https://www.postgresql.org/docs/current/using-explain.html
# custom:
#   id: PG-IDX-012
#   severity: medium
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     min_rows:
#       default: 10000
#       type: integer
#       description: From how many rows on.
#     min_scans:
#       default: 1000
#       type: integer
#       description: How many scans there must have been before anything is said.
#     ratio:
#       default: 10
#       type: number
#       description: How many sequential scans are tolerated for each scan by index.
#   controls: {}
#   seeds: [S1-T-105, S0-AP-PRF-02, S2-IDX-02, S2-T-016, S0-PRF-02, S0-T-012, S0-T-015, S2-IDX-04, S4-T-029, S4-T-030]
#   remediation: |
#     -- Which statements read it (pg_stat_statements), and how:
#     EXPLAIN (ANALYZE, BUFFERS) SELECT … FROM {{schema}}.{{name}} …;
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}} (<columns>);
package assay.rules.postgresql.sequential_scans

import data.assay.lib.tables
import input.resource.data as relation

applies if {
	tables.stored
	relation.seq_scans + relation.idx_scans >= input.parameters.min_scans
}

fail contains {"message": message, "evidence": object.filter(relation, {"idx_scans", "seq_scans", "seq_tup_read"})} if {
	relation.seq_scans > input.parameters.ratio * relation.idx_scans
	tables.rows >= input.parameters.min_rows
	message := sprintf("%d sequential scans against %d by index; about %d rows.", [relation.seq_scans, relation.idx_scans, tables.rows])
}
