package bench.rules.foreign_key_without_index

import data.bench.lib
import input.resource.data as key

table := data.estate.by_id[input.resource.parent].data

needed if table.est_rows >= 10 * input.parameters.min_rows

needed if {
	table.est_rows >= input.parameters.min_rows
	key.ref_upd_del > 0
}

indexed if {
	some index in lib.siblings("postgresql.Index")
	lib.starts_with(index.data.keys, key.columns)
}

fail contains {"message": message, "evidence": object.filter(key, {"columns", "ref_table"})} if {
	needed
	not indexed
	message := sprintf("No index on (%s): about %d rows in %s.%s.", [concat(", ", key.columns), table.est_rows, key.schema, key.table])
}
