# METADATA
# title: No session sits idle in a transaction
# description: >-
#   An application that began a transaction and then went elsewhere keeps its locks, a connection, and every row
#   that anybody deleted since. This looks at the sessions that are open during the scan.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW
# custom:
#   id: PG-TXN-001
#   severity: high
#   resource: postgresql.SessionGroup
#   needs: [postgresql.SessionGroup]
#   parameters:
#     max_s:
#       default: 300
#       type: integer
#       description: The longest idle time within a transaction, in seconds.
#   controls:
#     stig-postgresql: [V-233606, V-233613]
#     nist-800-53-r5: [AC-12]
#   seeds: [S4-T-052, S2-PF-INT-02, S2-T-045]
#   remediation: |
#     -- Those who are idle now:
#     SELECT pg_terminate_backend(pid) FROM pg_stat_activity
#     WHERE usename = {{role|literal}} AND state LIKE 'idle in transaction%' AND state_change < now() - interval '5 min';
#     -- And from now on:
#     ALTER ROLE {{role}} SET idle_in_transaction_session_timeout = '5min';
package assay.rules.postgresql.idle_in_transaction

fail contains {"message": message, "at": "transactions"} if {
	idle := [transaction.state_age_s |
		some transaction in input.resource.data.transactions
		startswith(transaction.state, "idle in transaction")
		transaction.state_age_s > input.parameters.max_s
	]
	count(idle) > 0
	message := sprintf("%d idle in a transaction, the longest for %d s.", [count(idle), max(idle)])
}
