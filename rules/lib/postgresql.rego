# METADATA
# description: What the rules for PostgreSQL ask of the estate around the resource that they judge.
package assay.lib.postgresql

# postgresql://host:port/database/schema/relation/…; a slash inside a name is percent-encoded.
segments := split(input.resource.id, "/")

server_id := concat("/", array.slice(segments, 0, 3))

database_id := concat("/", array.slice(segments, 0, 4))

server := data.estate.by_id[server_id].data

database := data.estate.by_id[database_id].data

# A table of the user's own, in one of the schemas asked for; a partition is judged through its parent.
own_table if {
	input.resource.data.kind in {"r", "p"}
	not input.resource.data.is_partition
	own_relation
}

# A relation that no extension brought along, in one of the schemas asked for (none: in any).
own_relation if {
	not input.resource.data.from_extension
	in_schemas
}

in_schemas if count(input.parameters.schemas) == 0

in_schemas if input.resource.data.schema in input.parameters.schemas

# The roles that a managed service makes for itself and that its customer cannot change.
# https://cloud.google.com/alloydb/docs/database-users/about
# https://cloud.google.com/sql/docs/postgres/users
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Roles.html
# https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-security
provider_roles := {
	"alloydb": {
		"alloydbadmin", "alloydbagent", "alloydbexport", "alloydbiamgroupuser", "alloydbiamuser",
		"alloydbimportexport", "alloydbmetadata", "alloydbobservability", "alloydbreplica",
		"alloydbsqllogical", "alloydbsuperuser",
	},
	"cloudsql": {
		"cloudsqladmin", "cloudsqlagent", "cloudsqlconnpooladmin", "cloudsqliamgroup",
		"cloudsqliamgroupserviceaccount", "cloudsqliamgroupuser", "cloudsqliamserviceaccount",
		"cloudsqliamuser", "cloudsqlimportexport", "cloudsqlinactiveuser", "cloudsqllogical",
		"cloudsqlobservability", "cloudsqlreplica", "cloudsqlsuperuser",
	},
	"rds": {
		"rds_ad", "rds_iam", "rds_password", "rds_replication", "rds_superuser", "rdsadmin",
		"rdsproxyadmin", "rdsrepladmin", "rdstopmgr", "rdswriteforwarduser",
	},
	"azure": {"azure_pg_admin", "azure_superuser", "azuresu", "replication"},
}

provider_owns(role) if role in provider_roles[server.provider]

# Somebody else runs the host, its files and its network.
managed if server.provider != "postgresql"

# The administrator that a service hands out to its customer; its attributes are the service's choice.
handed_out(role) if {
	role == "postgres"
	server.provider in {"alloydb", "cloudsql"}
}

# Databases that belong to the service.
provider_databases := {
	"alloydb": {"alloydbadmin", "alloydbmetadata"},
	"cloudsql": {"cloudsqladmin"},
	"rds": {"rdsadmin"},
	"azure": {"azure_maintenance", "azure_sys"},
}

provider_keeps(name) if name in provider_databases[server.provider]

# Whether a membership gives its role's privileges, at once or by SET ROLE.
usable(membership) if membership.can_set

usable(membership) if membership.inherits

# The role that Assay itself scans with.
scans(role) if role == server.scan_role

# Who beside the owner holds privileges on the relation; undefined where nobody does.
grants := data.estate.by_id[concat("/", [input.resource.id, "grants"])].data
