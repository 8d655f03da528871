# METADATA
# title: No session waits long for a lock
# description: >-
#   One that waits is a symptom; those behind it in the queue, and the pool that fills up, are the outage. This
#   looks at the sessions that are open during the scan.
# related_resources:
# - https://www.postgresql.org/docs/current/explicit-locking.html
# - https://www.postgresql.org/docs/current/functions-info.html
# custom:
#   id: PG-TXN-003
#   severity: high
#   resource: postgresql.SessionGroup
#   needs: [postgresql.SessionGroup]
#   parameters:
#     max_s:
#       default: 60
#       type: integer
#       description: The longest wait, in seconds.
#   controls: {}
#   seeds: [S0-AP-PRF-05, S4-T-056]
#   remediation: |
#     -- Who waits for whom:
#     SELECT pid, pg_blocking_pids(pid) AS waits_for, query FROM pg_stat_activity
#     WHERE wait_event_type = 'Lock';
package assay.rules.postgresql.blocked_session

fail contains {"message": message, "at": "transactions"} if {
	waits := [transaction.waiting_s |
		some transaction in input.resource.data.transactions
		transaction.waiting_s > input.parameters.max_s
	]
	count(waits) > 0
	message := sprintf("%d wait for a lock, the longest for %d s.", [count(waits), max(waits)])
}
