package bench.rules.stale_index

import input.resource.data as index

age := object.get(index, "last_scan_s", -1)

fail contains sprintf("Not scanned for %d days.", [floor(age / 86400)]) if {
	age >= 86400 * input.parameters.max_days
	not index.unique
}

unknown contains "Nobody counted." if age < 0
