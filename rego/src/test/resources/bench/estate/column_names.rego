package bench.rules.column_names

import input.resource.data as table

plain if {
	every name, _ in table.columns {
		lower(name) == name
		not contains(name, " ")
	}
}

odd := {name | some name, _ in table.columns; lower(name) != name}

fail contains sprintf("Columns need quotes: %s.", [concat(", ", odd)]) if not plain
