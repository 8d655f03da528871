# METADATA
# title: Transactions are short
# description: >-
#   As long as a transaction lasts, no row that was deleted since can be removed anywhere in the database, and its
#   locks make others wait. Dumps and maintenance take their time and are left out by the names of their programs;
#   who is idle is another rule's matter.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW
# custom:
#   id: PG-TXN-002
#   severity: high
#   resource: postgresql.SessionGroup
#   needs: [postgresql.SessionGroup]
#   parameters:
#     max_s:
#       default: 3600
#       type: integer
#       description: The longest time, in seconds.
#     exempt:
#       default: [pg_dump, pg_dumpall, pg_restore, vacuumdb, reindexdb, pg_basebackup]
#       type: array
#       description: Names of applications that may take longer.
#   controls: {}
#   seeds: [S0-AP-PRF-05, S1-T-103, S1-T-104, S1-T-108, S2-PF-INT-02, S2-T-045]
#   remediation: |
#     -- What runs so long:
#     SELECT pid, now() - xact_start AS age, query FROM pg_stat_activity
#     WHERE usename = {{role|literal}} AND xact_start < now() - interval '1 hour';
package assay.rules.postgresql.long_transaction

fail contains {"message": message, "at": "transactions"} if {
	long := [transaction.age_s |
		some transaction in input.resource.data.transactions
		not startswith(transaction.state, "idle in transaction")
		not transaction.application in input.parameters.exempt
		transaction.age_s > input.parameters.max_s
	]
	count(long) > 0
	message := sprintf("%d transactions are at work for long, the longest for %d s.", [count(long), max(long)])
}
