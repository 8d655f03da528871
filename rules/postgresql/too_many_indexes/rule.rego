# METADATA
# title: Tables have at most ten indexes
# description: >-
#   Every insert writes to all indexes of the table, and so does every update that cannot stay within its page.
#   More than ten are seldom all needed: they come one by one, each for a query, and none ever goes.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes-intro.html
# - https://www.postgresql.org/docs/current/storage-hot.html
# custom:
#   id: PG-IDX-010
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     max:
#       default: 10
#       type: integer
#       description: How many indexes a table may have.
#   controls: {}
#   seeds: [S2-T-017]
#   remediation: |
#     -- Which of them is used, and which begins another one:
#     SELECT indexrelname, idx_scan FROM pg_stat_user_indexes
#       WHERE schemaname = {{schema|literal}} AND relname = {{name|literal}}
#       ORDER BY idx_scan;
package assay.rules.postgresql.too_many_indexes

import data.assay.lib.tables

applies if tables.defined

fail contains sprintf("The table has %d indexes.", [input.resource.data.index_count]) if {
	input.resource.data.index_count > input.parameters.max
}
