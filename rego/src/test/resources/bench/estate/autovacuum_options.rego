package bench.rules.autovacuum_options

options := {name: value |
	some option in input.resource.data.options
	[name, value] := split(option, "=")
}

fail contains "Autovacuum is off." if options.autovacuum_enabled == "false"

fail contains sprintf("Autovacuum waits for %v of the table.", [factor]) if {
	factor := to_number(options.autovacuum_vacuum_scale_factor)
	factor > 0.3
}
