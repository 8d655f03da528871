package bench.rules.owner_may_log_in

import input.resource.data as table

fail contains sprintf("%s is owned by %s, who can log in.", [table.name, role.data.name]) if {
	some role in data.estate.by_kind["postgresql.Role"]
	role.data.name == table.owner
	role.data.can_login
}

fail contains sprintf("%s is owned by %s, who is not there.", [table.name, table.owner]) if {
	every role in data.estate.by_kind["postgresql.Role"] {
		role.data.name != table.owner
	}
}
