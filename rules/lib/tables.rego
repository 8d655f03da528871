# METADATA
# description: What the rules on the shape and upkeep of tables ask of the table that they judge.
package assay.lib.tables

import data.assay.lib.postgresql
import input.resource.data as relation

# A table by its definition: what an extension made is the extension's matter, and a partition has the columns of its parent.
defined if {
	relation.kind in {"r", "p"}
	not relation.is_partition
	not relation.from_extension
}

# A table by its storage: partitions have rows, their parent has none.
stored if {
	relation.kind in {"r", "m"}
	not relation.from_extension
}

columns := data.estate.by_id[concat("/", [input.resource.id, "columns"])].data

indexes contains child.data if {
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Index"
}

# How many rows, at least: the planner's estimate is of the last analyze (-1: never), the counter of those that came
# since the statistics began. Autovacuum analyzes partitions only, so theirs are added up.
rows := stored_rows(relation) if relation.kind != "p"

rows := max([relation.est_rows, sum([n | some [_, n] in partitions[[database, relation.schema, relation.name]]])]) if {
	relation.kind == "p"
}

stored_rows(table) := max([table.est_rows, table.live])

partitions[[database_of(child.id), child.data.parent_schema, child.data.parent_name]] contains [child.id, stored_rows(child.data)] if {
	some child in data.estate.by_kind["postgresql.Relation"]
	child.data.is_partition
}

database := database_of(input.resource.id)

database_of(id) := concat("/", array.slice(split(id, "/"), 0, 4))

# name:type:… as postgresql.TableColumns has some columns.
column_name(entry) := split(entry, ":")[0]

column_type(entry) := split(entry, ":")[1]

# For how long there are counters; of those that were never reset all that is known is that they reach back to the
# server's start.
statistics_days := object.get(postgresql.database, "stats_age_s", postgresql.server.uptime_s) / 86400

# name=value, as pg_class.reloptions has it.
option(name) := value if {
	some entry in relation.options
	[name, value] = split(entry, "=")
}
