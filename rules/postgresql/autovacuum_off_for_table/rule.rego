# METADATA
# title: Autovacuum is on for every table
# description: >-
#   A table with autovacuum_enabled = false is never cleared of dead rows nor analyzed, until the wraparound of
#   transaction ids forces a vacuum upon it at the worst time. Mostly it was switched off for a load and
#   forgotten. Partitions have the option each for itself.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createtable.html#RELOPTION-AUTOVACUUM-ENABLED
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM
# custom:
#   id: PG-VAC-002
#   severity: high
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} RESET (autovacuum_enabled);
#     VACUUM (ANALYZE) {{schema}}.{{name}};
package assay.rules.postgresql.autovacuum_off_for_table

import data.assay.lib.tables

applies if tables.stored

# As it was written; PostgreSQL takes every beginning of a word that is not ambiguous.
off := {"0", "f", "fa", "fal", "fals", "false", "n", "no", "of", "off"}

fail contains {"message": "Autovacuum is off for this table.", "at": "options"} if {
	lower(tables.option("autovacuum_enabled")) in off
}
