# METADATA
# description: >-
#   Who is who in Google Cloud and in the database, where one scan read both: what the rules ask that judge an
#   assay.DatabaseLink. Where only one plane was read there is none, and these rules are unknown.
package assay.lib.planes

import data.assay.lib.postgresql

link := input.resource.data

instance := data.estate.by_id[link.instance].data

roles := [role.data |
	some role in data.estate.children[link.server]
	role.kind == "postgresql.Role"
]

logins := [role | some role in roles; role.login; not of_provider(role.name)]

of_provider(name) if name in postgresql.provider_roles[data.estate.by_id[link.server].data.provider]

# The users that AlloyDB's cluster or Cloud SQL's instance lists, by who they are: the types.
users[identity(user.data.name)] contains user_type(user) if {
	some parent in {link.cluster, link.instance}
	some user in data.estate.children[parent]
	user.kind in {"alloydb.User", "sqladmin.User"}
}

# Who somebody is, by the last segment of an AlloyDB user's name, an address, or a role's name: addresses ignore case, and
# roles of service accounts are called without the address's end.
identity(name) := trim_suffix(lower(regex.replace(name, `^projects/.*/users/`, "")), ".gserviceaccount.com")

user_type(user) := user.data.userType if user.kind == "alloydb.User"

user_type(user) := user.data.type if user.kind == "sqladmin.User"

iam_user(name) if {
	some type in users[identity(name)]
	regex.match(`IAM`, type)
}

# An identity of Google Cloud: listed as such, or by its groups in the database where nobody lists it.
iam_identity(role) if iam_user(role.name)

iam_identity(role) if {
	by_iam(role)
	contains(role.name, "@")
	not users[identity(role.name)]
}

# The groups into which the services put whoever logs in by IAM.
# https://cloud.google.com/alloydb/docs/database-users/about and https://cloud.google.com/sql/docs/postgres/users
iam_groups := {
	"alloydbiamuser", "alloydbiamgroupuser", "cloudsqliamuser", "cloudsqliamserviceaccount",
	"cloudsqliamgroup", "cloudsqliamgroupuser", "cloudsqliamgroupserviceaccount",
}

by_iam(role) if iam_user(role.name)

by_iam(role) if {
	some membership in role.memberships
	membership.role in iam_groups
}

# What makes a role as good as a superuser, by itself or by a role that it can use.
powers(role) := attributes(role) | {sprintf("%s by %s", [power, membership.role]) |
	some membership in role.memberships
	membership.can_set
	some power in attributes(membership)
} | {membership.role |
	some membership in role.memberships
	membership.role in {"alloydbsuperuser", "cloudsqlsuperuser"}
	postgresql.usable(membership)
} | {sprintf("SUPERUSER by %s", [membership.role]) |
	some membership in role.memberships
	membership.superuser
	membership.inherits
}

attributes(role) := {name | some name, held in {
	"SUPERUSER": role.superuser,
	"CREATEROLE": role.createrole,
	"BYPASSRLS": role.bypassrls,
}; held}
