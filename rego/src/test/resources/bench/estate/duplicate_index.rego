package bench.rules.duplicate_index

import input.resource

fail contains sprintf("It does the same as %s.", [concat(", ", sort(duplicates))]) if count(duplicates) > 0

duplicates contains other.data.name if {
	some other in data.estate.children[resource.parent]
	other.kind == "postgresql.Index"
	other.data.keys == resource.data.keys
	other.data.method == resource.data.method
	other.data.name < resource.data.name
}
