# METADATA
# title: What was committed survives a crash
# description: >-
#   With fsync or full_page_writes off a crash of the machine can leave a database that no longer starts, or worse,
#   one that starts with pages half written. With synchronous_commit off it loses the last transactions, though
#   clients were told that they are safe. AlloyDB's storage makes full pages needless.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-wal.html
# - https://www.postgresql.org/docs/current/wal-reliability.html
# custom:
#   id: PG-CONF-001
#   severity: high
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.3", "8.3"]
#     nist-800-53-r5: [SC-24]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET fsync = 'on';
#     ALTER SYSTEM SET full_page_writes = 'on';
#     ALTER SYSTEM SET synchronous_commit = 'on';
#     SELECT pg_reload_conf();
#     -- Where a loss can be borne: SET LOCAL synchronous_commit = 'off' in that transaction.
package assay.rules.postgresql.unsafe_writes

import data.assay.lib.postgresql
import input.resource.data as settings

fail contains {"message": "fsync is off: a crash can destroy the database.", "at": "fsync"} if {
	settings.fsync.reset_val == "off"
}

fail contains {"message": message, "at": "full_page_writes"} if {
	not postgresql.server.provider == "alloydb"
	settings.full_page_writes.reset_val == "off"
	message := "full_page_writes is off: a crash can leave half-written pages."
}

# What is lost is the last moment, not the database.
fail contains {"message": message, "at": "synchronous_commit", "severity": "medium"} if {
	settings.synchronous_commit.reset_val == "off"
	message := "synchronous_commit is off: a crash loses the last commits."
}
