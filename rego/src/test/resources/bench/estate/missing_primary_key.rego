package bench.rules.missing_primary_key

import data.bench.lib
import input.resource.data as table

has_key if {
	some index in lib.parts("postgresql.Index")
	index.data.primary
}

fail contains sprintf("%s.%s has no primary key.", [table.schema, table.name]) if {
	table.est_rows > 0
	not has_key
}
