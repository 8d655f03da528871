# METADATA
# title: Partitioned tables have partitions, and not too many
# description: >-
#   A partitioned table without partitions refuses every row. With thousands of them each statement that cannot
#   be narrowed down takes locks and memory for all, planning included; some hundreds are comfortable.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-BEST-PRACTICES
# custom:
#   id: PG-CAP-004
#   severity: medium
#   resource: postgresql.Partitioning
#   needs: [postgresql.Partitioning]
#   parameters:
#     max:
#       default: 2000
#       type: integer
#       description: How many partitions a table may have.
#   controls: {}
#   seeds: [S2-T-041]
#   remediation: |
#     CREATE TABLE {{schema}}.<name> PARTITION OF {{schema}}.{{table}}
#       FOR VALUES …;
#     -- Too many: longer ranges, and old ones detached or merged.
package assay.rules.postgresql.number_of_partitions

import input.resource.data as partitioning

fail contains "There is no partition: every row is refused." if partitioning.partitions == 0

fail contains sprintf("There are %d partitions.", [partitioning.partitions]) if {
	partitioning.partitions > input.parameters.max
}
