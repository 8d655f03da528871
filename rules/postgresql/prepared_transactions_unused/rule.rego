# METADATA
# title: Two-phase commit is off where nobody uses it
# description: >-
#   A prepared transaction outlives its session and even a restart, holds its locks and keeps vacuum from its work
#   until somebody ends it by name. Where no transaction manager asks for it, max_prepared_transactions belongs at
#   0, so that none can be left behind.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-MAX-PREPARED-TRANSACTIONS
# custom:
#   id: PG-CONF-012
#   severity: low
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.PreparedTransaction]
#   parameters:
#     max:
#       default: 0
#       type: integer
#       description: How many are meant to be possible.
#   controls:
#     cis-postgresql-17: ["6.3"]
#     nist-800-53-r5: [CM-7]
#   seeds: [S0-T-026]
#   remediation: |
#     -- Needs a restart:
#     ALTER SYSTEM SET max_prepared_transactions = 0;
package assay.rules.postgresql.prepared_transactions_unused

fail contains {"message": message, "at": "max_prepared_transactions"} if {
	most := input.resource.data.max_prepared_transactions.reset_val
	most > input.parameters.max
	count(prepared) == 0
	message := sprintf("%d transactions could be prepared, and none is.", [most])
}

prepared := [transaction |
	some transaction in data.estate.children[input.resource.parent]
	transaction.kind == "postgresql.PreparedTransaction"
]
