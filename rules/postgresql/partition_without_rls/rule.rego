# METADATA
# title: Partitions that are granted directly have the row-level security of their parent
# description: >-
#   The policies of a partitioned table hold for queries that name it. A query that names a partition meets only the
#   partition's own, which it does not inherit; a grant on the partition is then a way around.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/ddl-partitioning.html
# custom:
#   id: PG-RLS-013
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.RelationGrants]
#   parameters:
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- It stays readable through its parent:
#     ALTER TABLE {{schema}}.{{name}} ENABLE ROW LEVEL SECURITY;
#     -- Or take the direct grants back:
#     -- REVOKE ALL ON {{schema}}.{{name}} FROM that_role;
package assay.rules.postgresql.partition_without_rls

import data.assay.lib.postgresql

applies if {
	postgresql.own_relation
	input.resource.data.is_partition
}

fail contains {"message": message, "at": "rls"} if {
	input.resource.data.rls == false
	count(grantees) > 0
	some ancestor in graph.reachable(parents, {input.resource.id})
	data.estate.by_id[ancestor].data.rls
	message := sprintf("%s may read it past the row-level security of the partitioned table.", [concat(", ", sort(grantees))])
}

grantees contains grant.role if some grant in postgresql.grants.roles

grantees contains "PUBLIC" if count(postgresql.grants.public) + count(postgresql.grants.public_columns) > 0

# From each partition to its parent, and so to the table that queries name.
parents[child.id] := {partitioned[[database(child.id), child.data.parent_schema, child.data.parent_name]]} if {
	some child in data.estate.by_kind["postgresql.Relation"]
	child.data.is_partition
}

parents[table.id] := set() if {
	some table in data.estate.by_kind["postgresql.Relation"]
	table.data.kind == "p"
	not table.data.is_partition
}

partitioned[[database(table.id), table.data.schema, table.data.name]] := table.id if {
	some table in data.estate.by_kind["postgresql.Relation"]
	table.data.kind == "p"
}

database(id) := concat("/", array.slice(split(id, "/"), 0, 4))
