package bench.rules.index_method

allowed := {"btree", "gin", "gist", "brin"}

fail contains sprintf("The method %s is not among %s.", [method, concat(", ", sort(allowed))]) if {
	method := input.resource.data.method
	not method in allowed
}
