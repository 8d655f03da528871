package bench.rules.index_name

fail contains sprintf("%q is no name for an index.", [name]) if {
	name := input.resource.data.name
	not regex.match(`^[a-z][a-z0-9_]{2,40}$`, name)
}
