# METADATA
# title: Statements that run often are fast
# description: >-
#   A statement that is asked again and again and takes a second each time is where an index, a rewrite or a cache
#   pays off. Copies, upkeep and changes of definitions take their time by nature and are left out.
# related_resources:
# - https://www.postgresql.org/docs/current/pgstatstatements.html
# - https://www.postgresql.org/docs/current/using-explain.html
# custom:
#   id: PG-PERF-002
#   severity: medium
#   confidence: medium
#   resource: postgresql.Statement
#   needs: [postgresql.Statement]
#   parameters:
#     max_ms:
#       default: 1000
#       type: number
#       description: The longest average, in milliseconds.
#     min_calls:
#       default: 20
#       type: integer
#       description: From how many calls on.
#     exempt:
#       default: [COPY, VACUUM, ANALYZE, CREATE, ALTER, DROP, REINDEX, CLUSTER, REFRESH, CALL, DO, FETCH]
#       type: array
#       description: First words of statements that may take longer.
#   controls: {}
#   seeds: [S0-PRF-06, S0-T-017, S0-T-065, S0-MNT-03, S2-MON-01, S2-T-021, S4-T-023, S4-T-025, S4-T-060]
#   remediation: |
#     -- Its text, then EXPLAIN (ANALYZE, BUFFERS) of it:
#     SELECT query FROM pg_stat_statements WHERE queryid = {{queryid|literal}};
package assay.rules.postgresql.slow_statement

import input.resource.data as statement

applies if not statement.verb in input.parameters.exempt

fail contains {"message": message, "at": "mean_ms"} if {
	statement.calls >= input.parameters.min_calls
	statement.mean_ms > input.parameters.max_ms
	message := sprintf("%d calls of %s took %d ms on average.", [statement.calls, shown, round(statement.mean_ms)])
}

shown := statement.verb if statement.verb != ""

shown := "it" if statement.verb == ""
