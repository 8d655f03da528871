# METADATA
# title: No replication slot has lost what its consumer needs
# description: >-
#   Once WAL that a slot needs is gone, or the slot was invalidated, its standby or subscriber cannot go on: it must
#   be built anew. It goes on answering queries meanwhile, with data that grows old.
# related_resources:
# - https://www.postgresql.org/docs/current/view-pg-replication-slots.html
# custom:
#   id: PG-REPL-002
#   severity: critical
#   resource: postgresql.ReplicationSlot
#   needs: [postgresql.ReplicationSlot]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.5"]
#     nist-800-53-r5: [CP-10]
#   seeds: []
#   remediation: |
#     -- Build the standby or subscription anew; then
#     SELECT pg_drop_replication_slot({{name|literal}});
package assay.rules.postgresql.lost_slot

import input.resource.data as slot

fail contains {"message": "The WAL that the slot needs is gone.", "at": "wal_status"} if slot.wal_status == "lost"

# Why is known from PostgreSQL 17 on.
fail contains {"message": message, "at": "invalidation_reason"} if {
	reason := object.get(slot, "invalidation_reason", "")
	reason != ""
	message := sprintf("The slot is invalid: %s.", [reason])
}
