# METADATA
# description: >-
#   Who is who in Google Cloud and in the database, where one scan read both. A rule that asks needs assay.DatabaseLink:
#   where only one plane was read nobody knows, and the rule is unknown.
package assay.lib.planes

links := data.estate.by_kind["assay.DatabaseLink"]

# The PostgreSQL servers behind an AlloyDB cluster or instance, or a Cloud SQL instance, by its id.
servers(id) := {link.data.server |
	some link in links
	id in {link.data.instance, link.data.cluster}
}

# The instances of Google Cloud that a PostgreSQL server is.
instances(server) := {link.data.instance |
	some link in links
	link.data.server == server
}

# The roles of a user of AlloyDB or Cloud SQL, on each server that was read: the last segment of an AlloyDB user's
# name, and Cloud SQL's name as it is, are the role's name.
roles(user) := {role.id |
	some server in servers(user.parent)
	some role in data.estate.by_kind["postgresql.Role"]
	role.parent == server
	role.data.name == role_name(user)
}

role_name(user) := regex.replace(user.data.name, `^projects/.*/users/`, "")
