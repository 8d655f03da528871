# METADATA
# title: There are partitions for the days to come
# description: >-
#   A row whose time lies beyond the last range is refused: on the first of the month nothing can be ordered.
#   With a default partition the rows go there instead, and each new range has to read it all. Ranges of time
#   are made by a job; this one may have stopped.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
# - https://github.com/pgpartman/pg_partman
# custom:
#   id: PG-CAP-002
#   severity: high
#   resource: postgresql.Partitioning
#   needs: [postgresql.Partitioning]
#   parameters:
#     min_days:
#       default: 7
#       type: number
#       description: For how many days from now there should be ranges.
#   controls: {}
#   seeds: [S2-T-041]
#   remediation: |
#     CREATE TABLE {{schema}}.<name of the next one>
#       PARTITION OF {{schema}}.{{table}}
#       FOR VALUES FROM ('<end of the last>') TO ('<end of the next>');
#     -- And let a job make them: pg_partman, or pg_cron.
package assay.rules.postgresql.partitions_end_soon

import input.resource.data as partitioning

applies if {
	partitioning.by_time
	partitioning.partitions > 0
	not only_default
}

# There is no range that could end; what the default partition holds is PG-CAP-003's matter.
only_default if {
	partitioning.partitions == 1
	partitioning.has_default
}

days := partitioning.covered_ahead_s / 86400

fail contains {"message": message, "severity": severity} if {
	partitioning.endless == false
	days < input.parameters.min_days
	message := sprintf("%s after the last range%s.", [ends, waits])
}

ends := sprintf("The last range ends in %d days; no place is there for what comes", [floor(days)]) if days >= 0

ends := sprintf("The last range ended %d days ago; no place is there for what came", [floor(0 - days)]) if days < 0

waits := "" if partitioning.has_default == false

waits := " but the default partition" if partitioning.has_default

default severity := "high"

severity := "medium" if partitioning.has_default
