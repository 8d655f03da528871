package bench.rules.key_types_match

import input.resource.data as key

referenced := data.estate.by_id[concat("/", [input.resource.source, key.ref_schema, key.ref_table])].data

referencing := data.estate.by_id[input.resource.parent].data

fail contains sprintf("%s is %s, %s.%s is %s.", [column, mine, key.ref_table, other, theirs]) if {
	some i, column in key.columns
	other := key.ref_columns[i]
	mine := referencing.columns[column]
	theirs := referenced.columns[other]
	mine != theirs
}
