# METADATA
# title: Something is in AlloyDB's columnar store
# description: >-
#   The columnar engine takes a third of the memory as soon as it is on. With nothing in it that memory is lost to
#   the row cache: add the tables that analytics read, or leave it to automatic columnarization, which needs a day
#   of queries to see what is worth it.
# related_resources:
# - https://cloud.google.com/alloydb/docs/columnar-engine/manage-content-manually
# - https://cloud.google.com/alloydb/docs/columnar-engine/monitor-tune
# custom:
#   id: PG-PERF-008
#   severity: low
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server, postgresql.Database, postgresql.Extension, postgresql.ColumnarRelation]
#   parameters:
#     min_uptime_s:
#       default: 86400
#       type: integer
#       description: How long the server must have been up, in seconds.
#   controls: {}
#   seeds: [S0-T-011]
#   remediation: |
#     SELECT google_columnar_engine_add('schema.table');
package assay.rules.postgresql.columnar_store_empty

import data.assay.lib.postgresql

applies if {
	postgresql.server.provider == "alloydb"
	lower(input.resource.data["google_columnar_engine.enabled"].reset_val) == "on"
	postgresql.server.uptime_s >= input.parameters.min_uptime_s
}

# The databases that were read and can have something in the store.
databases contains database.id if {
	some database in data.estate.children[input.resource.parent]
	database.kind == "postgresql.Database"
	some child in data.estate.children[database.id]
	child.kind == "postgresql.Extension"
	child.data.name == "google_columnar_engine"
}

stored contains child.id if {
	some id in databases
	some child in data.estate.children[id]
	child.kind == "postgresql.ColumnarRelation"
}

fail contains "The columnar engine is on, and nothing that was read is in it." if {
	count(databases) > 0
	count(stored) == 0
}

unknown contains "No database with the extension google_columnar_engine was read." if count(databases) == 0
