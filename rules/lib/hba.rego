# METADATA
# description: What the rules for pg_hba.conf ask of a line and of those before it.
package assay.lib.hba

import data.assay.lib.postgresql
import input.resource.data as line

# The line lets somebody in from another host.
from_network if {
	understood
	not line.type == "local"
	not line.same_host
	not line.method == "reject"
}

understood if {
	not line.has_error
	not line.cannot_match
}

# Methods that ask for a password which the database keeps.
passwords := {"password", "md5", "scram-sha-256"}

lines := [rule.data |
	some rule in data.estate.children[postgresql.server_id]
	rule.kind == "postgresql.HbaRule"
	not rule.data.has_error
	not rule.data.cannot_match
]

# The first line that matches decides: whoever is rejected for certain before this one is not let in by it.
rejected(role, types) if {
	some before in lines
	before.position < line.position
	before.method == "reject"
	before.type in types
	count({"all", role} & {name | some name in before.roles}) > 0
	every database in line.databases {
		covered(database, before.databases)
	}
	reaches(before)
}

covered(database, names) if {
	database != "replication"
	"all" in names
}

covered(database, names) if database in names

reaches(before) if before.address == "all"

reaches(before) if {
	before.address == line.address
	before.prefix == line.prefix
}

reaches(before) if {
	before.prefix == 0
	line.address != "all"
	contains(before.address, ":") == contains(line.address, ":")
	is_number(line.prefix)
}

# From PostgreSQL 16 on a role may be a regular expression, which nothing here tells apart.
by_expression(names) if {
	some name in names
	startswith(name, "/")
}
