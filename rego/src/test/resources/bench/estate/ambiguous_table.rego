package bench.rules.ambiguous_table

tables := data.estate.by_kind["postgresql.Relation"]

places := {name: sources |
	some name in {table.data.name | some table in tables}
	sources := {table.source | some table in tables; table.data.name == name}
}

# Asked once for the whole estate: OPA computes anew for each "with" what depends on data alone.
fail contains [table.id, message] if {
	some table in tables
	table.data.schema == "public"
	others := places[table.data.name] - {table.source}
	count(others) > 30
	message := sprintf("Also in %d other databases.", [count(others)])
}
