# METADATA
# title: Foreign keys of large tables have a supporting index
# description: >-
#   Each delete, and each update of the key, in the referenced table looks for the rows that point to it. Without
#   an index on the referencing columns that is a scan of the whole table, under a lock, for every row.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK
# - https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
# custom:
#   id: PG-IDX-001
#   severity: medium
#   resource: postgresql.ForeignKey
#   needs: [postgresql.ForeignKey, postgresql.Relation, postgresql.Server]
#   parameters:
#     min_rows:
#       default: 10000
#       type: integer
#       description: >-
#         From how many rows on the referencing table needs the index, if the referenced one sees updates or deletes;
#         from ten times as many in any case.
#   controls: {}
#   seeds: [S2-IDX-01, S2-PF-PRF-02, S2-T-015, S4-T-016]
#   remediation: |
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{table}} ({{columns}});
#     -- On a partitioned table: create it on each partition CONCURRENTLY, then on the parent, where they are attached.
package assay.rules.postgresql.foreign_key_without_index

import data.assay.lib.postgresql

key := input.resource.data

# An estimate, or where nobody has analyzed yet, what was counted as it came in.
rows := key.est_rows if key.est_rows >= 0

rows := sum(sizes) if {
	key.est_rows < 0
	count(sizes) > 0
}

# Of a partitioned table, autovacuum analyzes the partitions only.
sizes := [size(relation.data) |
	some relation in data.estate.by_kind["postgresql.Relation"]
	holds_rows(relation)
]

size(relation) := relation.est_rows if relation.est_rows >= 0

size(relation) := relation.live if relation.est_rows < 0

holds_rows(relation) if relation.id == input.resource.parent

holds_rows(relation) if {
	startswith(relation.id, concat("", [postgresql.database_id, "/"]))
	object.get(relation.data, "parent_schema", "") == key.schema
	object.get(relation.data, "parent_name", "") == key.table
}

large if rows >= 10 * input.parameters.min_rows

sizable if rows >= input.parameters.min_rows

fail contains message if {
	key.indexed == false
	needed
	message := sprintf("No index on (%s): about %d rows, %d updates and deletes in %s.%s.", [concat(", ", key.columns), rows, key.ref_upd_del, key.ref_schema, key.ref_table])
}

needed if large

needed if {
	sizable
	key.ref_upd_del > 0
}

unknown contains "There is no index, and the table's size is not known." if {
	key.indexed == false
	not rows
}

unknown contains "There is no index, and a standby does not count the updates and deletes of its primary." if {
	key.indexed == false
	sizable
	not needed
	postgresql.server.in_recovery
}
