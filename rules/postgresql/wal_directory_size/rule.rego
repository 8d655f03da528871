# METADATA
# title: The write-ahead log is removed as it should be
# description: >-
#   WAL beyond max_wal_size is kept for somebody: a replication slot that nobody reads, an archive command that
#   fails, a standby that is gone. It grows until the disk is full, and then the server stops. AlloyDB keeps it
#   in its storage layer, where this does not arise.
# related_resources:
# - https://www.postgresql.org/docs/current/wal-configuration.html
# - https://www.postgresql.org/docs/current/runtime-config-replication.html#GUC-MAX-SLOT-WAL-KEEP-SIZE
# custom:
#   id: PG-CAP-007
#   severity: high
#   resource: postgresql.WalDirectory
#   needs: [postgresql.WalDirectory, postgresql.Settings]
#   parameters:
#     times:
#       default: 2
#       type: number
#       description: How many times max_wal_size is normal.
#     min_gib:
#       default: 10
#       type: number
#       description: Up to how many GiB nothing is said.
#   controls:
#     stig-postgresql: [V-233529]
#   seeds: []
#   remediation: |
#     -- Who keeps it?
#     SELECT slot_name, active, restart_lsn, wal_status
#       FROM pg_replication_slots;
#     SELECT failed_count, last_failed_time FROM pg_stat_archiver;
#     -- An abandoned slot: SELECT pg_drop_replication_slot('<name>');
#     -- And for the next time: max_slot_wal_keep_size.
package assay.rules.postgresql.wal_directory_size

settings := data.estate.by_id[sprintf("%s/-/settings", [input.resource.parent])].data

# In MB both. What wal_keep_size asks for is meant to be there.
normal := 1048576 * (input.parameters.times * settings.max_wal_size.reset_val + settings.wal_keep_size.reset_val)

fail contains {"message": message, "evidence": {"max_wal_size": settings.max_wal_size, "wal_keep_size": settings.wal_keep_size}} if {
	bytes := input.resource.data.bytes
	bytes > normal
	bytes > input.parameters.min_gib * 1073741824
	message := sprintf("There are %d MiB of WAL; at most %d are normal here.", [floor(bytes / 1048576), floor(normal / 1048576)])
}

unknown contains "The settings of the server were not read." if not settings
