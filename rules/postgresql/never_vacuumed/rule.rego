# METADATA
# title: Tables that grow are vacuumed
# description: >-
#   Vacuum does more than clear away dead rows: it freezes old ones, and marks pages as visible to all, without
#   which there is no index-only scan. A large table that is only inserted into has seen none where autovacuum
#   was off, starved or interrupted; its first one will be an emergency one.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-INSERT-THRESHOLD
# custom:
#   id: PG-VAC-007
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Database, postgresql.Server]
#   parameters:
#     min_rows:
#       default: 10000
#       type: integer
#       description: Tables with fewer rows are not judged.
#     min_inserts:
#       default: 1000
#       type: integer
#       description: With fewer inserts there was nothing to do.
#     min_age_days:
#       default: 7
#       type: integer
#       description: For how many days there must be statistics if there was no vacuum in them.
#   controls: {}
#   seeds: [S0-MNT-02, S0-T-083, S4-T-026, S4-T-067]
#   remediation: |
#     VACUUM (VERBOSE, ANALYZE) {{schema}}.{{name}};
#     -- Then see why autovacuum did not: is it on, for the table too?
#     -- Is it always cancelled by ALTER TABLE or LOCK?
package assay.rules.postgresql.never_vacuumed

import data.assay.lib.postgresql
import data.assay.lib.tables
import input.resource.data as relation

applies if {
	tables.stored
	not postgresql.server.in_recovery
	not too_early
}

# Since the counters began there was no vacuum; before, there may have been one.
too_early if {
	relation.vacuum_age_s == null
	tables.statistics_days < input.parameters.min_age_days
}

fail contains {"message": message, "evidence": object.filter(relation, {"ins_since_vacuum", "live"})} if {
	relation.vacuum_age_s == null
	tables.rows > input.parameters.min_rows
	relation.ins_since_vacuum > input.parameters.min_inserts
	message := sprintf("About %d rows, %d inserted, and no vacuum in %d days of statistics.", [tables.rows, relation.ins_since_vacuum, floor(tables.statistics_days)])
}

unknown contains "There was no vacuum so far, and the age of the counters is not known." if {
	relation.vacuum_age_s == null
	not tables.statistics_days
}
