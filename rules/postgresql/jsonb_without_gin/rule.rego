# METADATA
# title: jsonb columns of large tables are indexed
# description: >-
#   A query for a key or a value inside jsonb reads every row unless an index helps: a GIN index for @> and ?,
#   or one on an expression for a single key. Documents that are only fetched by the row's key need none;
#   whether queries look inside, only they tell.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-json.html#JSON-INDEXING
# - https://www.postgresql.org/docs/current/gin.html
# custom:
#   id: PG-IDX-006
#   severity: medium
#   confidence: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Index]
#   parameters:
#     min_rows:
#       default: 100000
#       type: integer
#       description: From how many rows on.
#   controls: {}
#   seeds: [S0-T-014, S2-T-013, S4-T-015, S4-T-031, S2-T-082, S0-PRF-02]
#   remediation: |
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}}
#       USING gin (<column> jsonb_path_ops);       -- for @>
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}}
#       ((<column> ->> '<key>'));                  -- for one key
package assay.rules.postgresql.jsonb_without_gin

import data.assay.lib.tables

applies if {
	tables.defined
	not without_jsonb
}

without_jsonb if count(tables.columns.jsonb) == 0

fail contains {"message": message, "at": name} if {
	some name in tables.columns.jsonb
	not name in indexed
	not on_expression
	tables.rows >= input.parameters.min_rows
	message := sprintf("Column %s is jsonb, there are about %d rows, and no index looks inside.", [name, tables.rows])
}

indexed contains key if {
	some index in tables.indexes
	index.method == "gin"
	some key in index.keys
}

# Which column an expression is about is not read: the benefit of the doubt.
on_expression if {
	some index in tables.indexes
	index.has_expr
}

unknown contains "The table's columns were not read." if not tables.columns
