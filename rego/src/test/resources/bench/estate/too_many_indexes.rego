package bench.rules.too_many_indexes

import data.bench.lib

indexes := lib.parts("postgresql.Index")

fail contains sprintf("%d indexes: %s.", [count(indexes), concat(", ", sort([i.data.name | some i in indexes]))]) if {
	count(indexes) > input.parameters.max_indexes
}
