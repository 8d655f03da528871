# METADATA
# title: Prepared transactions are ended soon
# description: >-
#   A transaction manager prepares and commits within moments. One that is still there an hour later has lost its
#   manager: it keeps its locks and holds back vacuum, over restarts, until somebody ends it by hand.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-prepare-transaction.html
# custom:
#   id: PG-TXN-005
#   severity: high
#   resource: postgresql.PreparedTransaction
#   needs: [postgresql.PreparedTransaction]
#   parameters:
#     max_s:
#       default: 3600
#       type: integer
#       description: The longest time between the two phases, in seconds.
#   controls: {}
#   seeds: [S0-T-026]
#   remediation: |
#     -- Ask the transaction manager for its outcome first; its identifier:
#     SELECT gid FROM pg_prepared_xacts WHERE md5(gid) = {{gid_md5|literal}};
#     -- COMMIT PREPARED '…' or ROLLBACK PREPARED '…', in the same database.
package assay.rules.postgresql.orphaned_prepared_transaction

fail contains {"message": message, "at": "age_s"} if {
	age := input.resource.data.age_s
	age > input.parameters.max_s
	message := sprintf("Prepared %d s ago by %s in %s.", [age, input.resource.data.owner, input.resource.data.database])
}
