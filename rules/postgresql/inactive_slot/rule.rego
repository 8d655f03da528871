# METADATA
# title: No unused replication slot keeps WAL
# description: >-
#   A slot keeps all WAL that its consumer has not taken. When the consumer is gone the disk fills, and a primary
#   with a full disk stops. Copies that a standby keeps for a failover are meant to be unused; they are not judged.
# related_resources:
# - https://www.postgresql.org/docs/current/view-pg-replication-slots.html
# - https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-SLOTS
# custom:
#   id: PG-REPL-001
#   severity: high
#   resource: postgresql.ReplicationSlot
#   needs: [postgresql.ReplicationSlot, postgresql.Server]
#   parameters:
#     max_mb:
#       default: 1024
#       type: integer
#       description: How much WAL an unused slot may keep, in MiB; ten times as much is critical.
#     max_idle_s:
#       default: 86400
#       type: integer
#       description: For how long a slot may be unused, in seconds; known from PostgreSQL 17 on.
#   controls:
#     cis-postgresql-17: ["7.5"]
#     nist-800-53-r5: [CP-10]
#   seeds: [S0-T-034]
#   remediation: |
#     -- Once nobody needs it any more:
#     SELECT pg_drop_replication_slot({{name|literal}});
package assay.rules.postgresql.inactive_slot

import data.assay.lib.postgresql
import input.resource.data as slot

applies if {
	not slot.temporary
	not copy
}

copy if slot.synced

copy if {
	postgresql.server.in_recovery
	slot.failover
}

mb := round(slot.retained_bytes / 1048576)

fail contains {"message": message, "at": "retained_bytes", "severity": severity} if {
	not slot.active
	mb >= input.parameters.max_mb
	severity := {true: "critical", false: "high"}[mb >= 10 * input.parameters.max_mb]
	message := sprintf("Nobody uses the slot, and it keeps %d MiB of WAL.", [mb])
}

fail contains {"message": message, "at": "inactive_s", "severity": "medium"} if {
	not slot.active
	idle := object.get(slot, "inactive_s", 0)
	idle > input.parameters.max_idle_s
	message := sprintf("Nobody has used the slot for %d hours.", [round(idle / 3600)])
}

fail contains {"message": message, "at": "wal_status"} if {
	slot.wal_status == "unreserved"
	message := "The slot is about to lose WAL that it needs."
}
