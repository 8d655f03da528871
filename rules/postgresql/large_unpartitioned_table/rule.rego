# METADATA
# title: Very large tables are partitioned
# description: >-
#   On a table beyond a hundred GiB every upkeep takes hours: vacuum, a new index, deleting what is too old.
#   Partitioned by time or key the same is done piece by piece, and what has had its day is detached and dropped
#   instead of deleted row by row.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-OVERVIEW
# custom:
#   id: PG-CAP-001
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     max_gib:
#       default: 100
#       type: number
#       description: From how many GiB on a table should be partitioned.
#   controls: {}
#   seeds: [S2-T-040, S1-T-073, S0-T-073, S4-T-062]
#   remediation: |
#     -- A partitioned table beside it takes new rows; the old ones follow in
#     -- portions, or the old table is attached as one partition:
#     CREATE TABLE <new> (LIKE {{schema}}.{{name}} INCLUDING ALL)
#       PARTITION BY RANGE (<column>);
#     -- Primary and unique keys have to include that column.
package assay.rules.postgresql.large_unpartitioned_table

import data.assay.lib.tables
import input.resource.data as relation

applies if {
	tables.defined
	relation.kind == "r"
}

gib := (relation.est_heap_bytes + relation.est_toast_bytes + relation.est_index_bytes) / 1073741824

fail contains sprintf("The table has about %d GiB, indexes and TOAST included.", [floor(gib)]) if {
	gib >= input.parameters.max_gib
}
