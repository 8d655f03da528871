# METADATA
# title: No table slows its vacuum down
# description: >-
#   autovacuum_vacuum_cost_delay makes vacuum pause after each portion of work. The server's default has been 2
#   ms since PostgreSQL 12; older advice to set 10 ms or more on a busy table makes vacuum slowest where it is
#   needed most. Partitions have the option each for itself.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createtable.html#RELOPTION-AUTOVACUUM-VACUUM-COST-DELAY
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#GUC-AUTOVACUUM-VACUUM-COST-DELAY
# custom:
#   id: PG-VAC-009
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     max_ms:
#       default: 2
#       type: number
#       description: How many milliseconds are tolerated.
#   controls: {}
#   seeds: [S0-T-086]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} RESET (autovacuum_vacuum_cost_delay);
package assay.rules.postgresql.table_cost_delay

import data.assay.lib.tables

applies if tables.stored

delay := to_number(tables.option("autovacuum_vacuum_cost_delay"))

fail contains {"message": sprintf("Vacuum pauses for %v ms after each portion of work.", [delay]), "at": "options"} if {
	delay > input.parameters.max_ms
}
