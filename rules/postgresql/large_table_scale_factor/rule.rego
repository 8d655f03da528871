# METADATA
# title: Large tables that change much are vacuumed in good time
# description: >-
#   By default autovacuum waits until a fifth of a table is dead. Of fifty million rows that is ten million, and
#   then one long run instead of many short ones. A smaller scale factor for such a table keeps it, and its
#   indexes, in size. From PostgreSQL 18 on autovacuum_vacuum_max_threshold puts an end to the waiting.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-SCALE-FACTOR
# - https://www.postgresql.org/docs/current/sql-createtable.html#RELOPTION-AUTOVACUUM-VACUUM-SCALE-FACTOR
# custom:
#   id: PG-VAC-008
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Settings, postgresql.Server]
#   parameters:
#     min_rows:
#       default: 10000000
#       type: integer
#       description: From how many rows on.
#     min_changes:
#       default: 0.1
#       type: number
#       description: Which share of the rows must have been updated or deleted since the counters began.
#     max_factor:
#       default: 0.1
#       type: number
#       description: Which share of the rows may be dead before vacuum begins.
#   controls: {}
#   seeds: [S0-PRF-07, S0-T-086]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} SET (
#       autovacuum_vacuum_scale_factor = 0.02,
#       autovacuum_analyze_scale_factor = 0.02);
package assay.rules.postgresql.large_table_scale_factor

import data.assay.lib.postgresql
import data.assay.lib.tables
import input.resource.data as relation

applies if {
	tables.stored
	not postgresql.server.in_recovery
}

settings := data.estate.by_id[sprintf("%s/-/settings", [postgresql.server_id])].data

factor := to_number(tables.option("autovacuum_vacuum_scale_factor"))

factor := settings.autovacuum_vacuum_scale_factor.reset_val if not tables.option("autovacuum_vacuum_scale_factor")

# From PostgreSQL 18 on there is an upper limit; -1 is none.
cap := to_number(tables.option("autovacuum_vacuum_max_threshold"))

cap := object.get(settings, ["autovacuum_vacuum_max_threshold", "reset_val"], -1) if {
	not tables.option("autovacuum_vacuum_max_threshold")
}

waits_for := factor * tables.rows if cap < 0

waits_for := min([cap, factor * tables.rows]) if cap >= 0

fail contains {"message": message, "evidence": object.filter(relation, {"del", "options", "upd"})} if {
	much_changed
	waits_for > input.parameters.max_factor * tables.rows
	message := sprintf("Vacuum waits for %d dead rows of about %d.", [floor(waits_for), tables.rows])
}

much_changed if {
	tables.rows >= input.parameters.min_rows
	relation.upd + relation.del >= input.parameters.min_changes * tables.rows
}

unknown contains "The settings of the server were not read." if {
	much_changed
	not settings
}
