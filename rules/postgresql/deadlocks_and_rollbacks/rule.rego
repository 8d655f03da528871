# METADATA
# title: Deadlocks and rollbacks are rare
# description: >-
#   Each deadlock is a transaction that was ended in the middle, and many rollbacks tell of an application that
#   fights with itself or uses errors to decide. Counted since the statistics began; younger than a day they tell
#   nothing, and the rule does not apply.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW
# - https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS
# custom:
#   id: PG-TXN-006
#   severity: medium
#   confidence: medium
#   resource: postgresql.Database
#   needs: [postgresql.Database]
#   parameters:
#     deadlocks_per_day:
#       default: 10
#       type: number
#       description: Most deadlocks a day.
#     rollbacks:
#       default: 0.1
#       type: number
#       description: The greatest share of transactions that are rolled back.
#     min_age_s:
#       default: 86400
#       type: integer
#       description: How old statistics must be, in seconds.
#     min_transactions:
#       default: 1000
#       type: integer
#       description: Of how many transactions on a share means something.
#   controls: {}
#   seeds: [S2-PF-INT-03, S2-T-045, S4-T-054]
#   remediation: |
#     -- Which ones: log_lock_waits = on, and the deadlock reports in the server's log.
#     -- Lock in the same order everywhere, and keep transactions short.
package assay.rules.postgresql.deadlocks_and_rollbacks

import input.resource.data as database

applies if {
	not database.template
	not young
}

young if database.stats_age_s < input.parameters.min_age_s

fail contains {"message": message, "at": "deadlocks"} if {
	daily := (database.deadlocks * 86400) / database.stats_age_s
	daily > input.parameters.deadlocks_per_day
	message := sprintf("%d deadlocks a day.", [round(daily)])
}

fail contains {"message": message, "at": "xact_rollback"} if {
	all := database.xact_commit + database.xact_rollback
	all >= input.parameters.min_transactions
	share := database.xact_rollback / all
	share > input.parameters.rollbacks
	message := sprintf("%d%% of the transactions are rolled back.", [round(share * 100)])
}
