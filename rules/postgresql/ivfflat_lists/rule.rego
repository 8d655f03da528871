# METADATA
# title: ivfflat indexes have as many lists as the rows ask for
# description: >-
#   ivfflat sorts the vectors into lists whose centres are found when the index is built. Built on a few rows it
#   has centres of nothing in particular; with too few lists each search reads a great part of the table, with
#   too many it misses neighbours. pgvector advises a thousand rows for each list.
# related_resources:
# - https://github.com/pgvector/pgvector#ivfflat
# custom:
#   id: PG-VEC-004
#   severity: low
#   resource: postgresql.Index
#   needs: [postgresql.Index]
#   parameters:
#     min_rows:
#       default: 100
#       type: integer
#       description: How many rows each list should have at least.
#     max_rows:
#       default: 10000
#       type: integer
#       description: How many at most.
#   controls: {}
#   seeds: [S1-T-039]
#   remediation: |
#     ALTER INDEX {{schema}}.{{name}} SET (lists = <rows / 1000>);
#     REINDEX INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.ivfflat_lists

import input.resource.data as index

applies if {
	index.method == "ivfflat"
	not index.is_parent
}

declared := [to_number(value) |
	some option in index.options
	["lists", value] = split(option, "=")
]

# pgvector's own default.
lists := 100 if count(declared) == 0

lists := declared[0] if count(declared) > 0

fail contains {"message": message, "evidence": object.filter(index, {"options", "table_est_rows"})} if {
	index.table_est_rows >= 0
	rows := floor(index.table_est_rows / lists)
	outside(rows)
	message := sprintf("About %d rows for each of %d lists.", [rows, lists])
}

outside(rows) if rows < input.parameters.min_rows

outside(rows) if rows > input.parameters.max_rows

unknown contains "The table was never analyzed, so that its size is not known." if index.table_est_rows < 0
