# METADATA
# title: What replication slots may keep is limited
# description: >-
#   Without max_slot_wal_keep_size one slot whose consumer is away keeps WAL until the disk is full and the primary
#   stops. With it the slot is lost, and the primary goes on. On managed services storage grows, and the parameter
#   is theirs.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE
# custom:
#   id: PG-REPL-003
#   severity: medium
#   resource: postgresql.Settings
#   managed: "storage grows, and the parameter is not for customers"
#   needs: [postgresql.Settings, postgresql.ReplicationSlot, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.5"]
#     nist-800-53-r5: [CP-10]
#   seeds: [S0-T-032]
#   remediation: |
#     -- A part of the free disk:
#     ALTER SYSTEM SET max_slot_wal_keep_size = '50GB';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.slot_wal_limit

import data.assay.lib.postgresql

applies if {
	not postgresql.managed
	some slot in data.estate.children[input.resource.parent]
	slot.kind == "postgresql.ReplicationSlot"
	not slot.data.temporary
}

fail contains {"message": "Slots may keep WAL without a limit.", "at": "max_slot_wal_keep_size"} if {
	input.resource.data.max_slot_wal_keep_size.reset_val == -1
}
