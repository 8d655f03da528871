# METADATA
# description: What timeouts sessions begin with, role by role, after ALTER ROLE … SET and ALTER DATABASE … SET.
package assay.lib.timeouts

import data.assay.lib.postgresql
import data.assay.lib.settings

of_server := data.estate.children[postgresql.server_id]

# Roles of applications: superusers, replication and the scan itself do upkeep, which takes long.
roles contains role.data.name if {
	some role in of_server
	role.kind == "postgresql.Role"
	role.data.login
	not role.data.superuser
	not role.data.replication
	not role.data.name in input.parameters.exempt
	not role.data.name == postgresql.server.scan_role
	not postgresql.provider_owns(role.data.name)
}

databases contains database.data.name if {
	some database in of_server
	database.kind == "postgresql.Database"
	database.data.allowconn
	not database.data.template
}

overrides := [override.data |
	some override in of_server
	override.kind == "postgresql.SettingOverride"
]

# What each role gets, in milliseconds: 0 where it is without a limit anywhere, else the longest; -1 where only the
# server's own value would tell, and the scan's role has another.
limits(name, scanned) := {role: worst |
	some role in roles
	values := {limit |
		some database in databases
		limit := begins(name, role, database, own(name, scanned))
	}
	worst := worst_of(values)
}

worst_of(values) := 0 if {
	0 in values
} else := unseen if {
	unseen in values
} else := max(values)

unseen := -1

begins(name, role, database, default_limit) := limit if {
	limit := override(name, role, database)
} else := limit if {
	limit := override(name, role, "")
} else := limit if {
	limit := override(name, "", database)
} else := limit if {
	limit := override(name, "", "")
} else := default_limit

override(name, role, database) := settings.milliseconds(given.value) if {
	some given in overrides
	lower(given.name) == name
	given.role == role
	given.database == database
}

# The scan saw the server's own value, unless its role or its database has another.
own(name, scanned) := scanned if not hidden(name)

own(name, _) := unseen if hidden(name)

hidden(name) if {
	some given in overrides
	lower(given.name) == name
	given.role == postgresql.server.scan_role
}

hidden(name) if {
	some given in overrides
	lower(given.name) == name
	given.role == ""
	input.resource.source == concat("/", [postgresql.server_id, given.database])
}

# Up to ten names, for a message.
named(names) := concat(", ", array.slice(sorted, 0, 10)) if {
	sorted := sort(names)
	count(sorted) <= 10
}

named(names) := sprintf("%s and %d more", [concat(", ", array.slice(sorted, 0, 10)), count(sorted) - 10]) if {
	sorted := sort(names)
	count(sorted) > 10
}
