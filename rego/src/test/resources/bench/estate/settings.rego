package bench.rules.settings

import input.resource.data as setting

fail contains sprintf("%s is %v.", [name, setting[name].value]) if {
	some name, wanted in {"fsync": "on", "full_page_writes": "on", "ssl": "on", "log_connections": "on"}
	setting[name].value != wanted
}

fail contains sprintf("%s is %d.", [name, setting[name].value]) if {
	some name, least in input.parameters.least
	setting[name].value < least
}
