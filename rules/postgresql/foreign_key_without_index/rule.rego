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
#     -- On a partitioned table: on each partition CONCURRENTLY, then on
#     -- the parent, to which they are attached.
package assay.rules.postgresql.foreign_key_without_index

import data.assay.lib.postgresql
import input.resource.data as key

# An estimate, or where nobody has analyzed yet, what was counted as it came in. Of a partitioned table,
# autovacuum analyzes the partitions only.
rows := key.est_rows if key.est_rows >= 0

rows := size(table) + sum([n | some [_, n] in partitions[[postgresql.database_id, key.schema, key.table]]]) if {
	key.est_rows < 0
}

table := data.estate.by_id[input.resource.parent].data

size(relation) := relation.est_rows if relation.est_rows >= 0

size(relation) := relation.live if relation.est_rows < 0

partitions[parent] contains [relation.id, size(relation.data)] if {
	some relation in data.estate.by_kind["postgresql.Relation"]
	relation.data.is_partition
	database := concat("/", array.slice(split(relation.id, "/"), 0, 4))
	parent := [database, relation.data.parent_schema, relation.data.parent_name]
}

large if rows >= 10 * input.parameters.min_rows

sizable if rows >= input.parameters.min_rows

fail contains {"message": message, "evidence": seen} if {
	key.indexed == false
	needed
	message := sprintf("No index on (%s): about %d rows, %d updates and deletes in %s.%s.", [concat(", ", key.columns), rows, key.ref_upd_del, key.ref_schema, key.ref_table])
}

seen := object.filter(key, {"columns", "est_rows", "indexed", "ref_upd_del"})

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
