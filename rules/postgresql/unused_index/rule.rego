# METADATA
# title: Indexes of tables in use are used
# description: >-
#   An index that no query reads still slows every write, takes memory and disk, and delays vacuum. Constraints,
#   replica identities and foreign keys may need an index that is never scanned; those are left out. A read
#   replica keeps its own counts: look there too before dropping anything.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW
# - https://www.postgresql.org/docs/current/sql-dropindex.html
# custom:
#   id: PG-IDX-002
#   severity: low
#   resource: postgresql.Index
#   needs: [postgresql.Index, postgresql.Relation, postgresql.ForeignKey, postgresql.Database, postgresql.Server]
#   parameters:
#     min_bytes:
#       default: 1048576
#       type: integer
#       description: Smaller indexes are not judged.
#     min_age_days:
#       default: 30
#       type: integer
#       description: For how many days there must be statistics, and how long an index may go without a scan; 0 asks for neither.
#   controls:
#     stig-postgresql: [V-233592]
#   seeds: [S0-CST-06, S2-IDX-06, S0-T-016, S0-T-089, S2-T-017]
#   remediation: |
#     -- First the same question on every read replica:
#     SELECT idx_scan FROM pg_stat_user_indexes
#       WHERE schemaname = {{schema|literal}}
#         AND indexrelname = {{name|literal}};
#     -- And where it is not used there either:
#     DROP INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.unused_index

import data.assay.lib.postgresql
import input.resource.data as index

table := data.estate.by_id[input.resource.parent].data

# A standby counts its own queries only, and a table that nobody reads tells nothing of its indexes.
applies if {
	droppable
	index.est_bytes >= input.parameters.min_bytes
	not postgresql.server.in_recovery
	not unread
}

droppable if {
	index.valid
	not index.unique
	not index.primary
	not index.exclusion
	not index.replident
	not index.clustered
	not index.is_partition
	index.constraint_types == ""
	not serves_foreign_key
}

serves_foreign_key if {
	some key in data.estate.children[input.resource.parent]
	key.kind == "postgresql.ForeignKey"
	index.keys[0] in key.data.columns
}

unread if table.seq_scans + table.idx_scans == 0

unknown contains "The activity of the index's table was not read." if not table

fail contains {"message": message, "evidence": seen} if {
	table
	index.scans == 0
	statistics_days >= input.parameters.min_age_days
	message := sprintf("No scan in %d days of statistics; about %d bytes.", [floor(statistics_days), index.est_bytes])
}

# From PostgreSQL 16 on the server tells when the last scan was.
fail contains {"message": message, "evidence": seen} if {
	index.scans > 0
	input.parameters.min_age_days > 0
	idle_days := object.get(index, "last_scan_s", 0) / 86400
	idle_days >= input.parameters.min_age_days
	message := sprintf("No scan for %d days; about %d bytes.", [floor(idle_days), index.est_bytes])
}

unknown contains message if {
	index.scans == 0
	statistics_days < input.parameters.min_age_days
	message := sprintf("No scan so far, but the statistics are only %d days old.", [floor(statistics_days)])
}

unknown contains "No scan so far, and the age of the statistics is not known." if {
	index.scans == 0
	not statistics_days
}

seen := object.filter(index, {"est_bytes", "keys", "last_scan_s", "scans"})

# Of statistics that were never reset all that is known is that they reach back to the server's start.
statistics_days := object.get(postgresql.database, "stats_age_s", postgresql.server.uptime_s) / 86400
