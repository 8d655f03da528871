# METADATA
# title: Copies of tables with row-level security in materialised views are not granted
# description: >-
#   A materialised view keeps the rows that its owner saw when it was refreshed, and no policy can be put on it.
#   Whoever may read it reads the rows of all tenants.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-creatematerializedview.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-011
#   severity: high
#   resource: postgresql.RlsView
#   needs: [postgresql.RlsView]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Materialised views (schema.name) that show all rows on purpose, such as sums over all tenants.
#   controls:
#     stig-postgresql: [V-233616]
#     nist-800-53-r5: [SC-4]
#   seeds: []
#   remediation: |
#     -- In psql, to see who holds privileges on it:
#     SELECT grantee::regrole, privilege_type FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl)
#       WHERE n.nspname = {{schema|literal}} AND c.relname = {{name|literal}};
#     REVOKE ALL ON {{schema}}.{{name}} FROM PUBLIC;
#     -- And from each of those roles. A view that filters by tenant can be granted instead.
package assay.rules.postgresql.materialized_rls

import input.resource.data as copy

applies if {
	copy.kind == "m"
	not concat(".", [copy.schema, copy.name]) in input.parameters.allowed
}

fail contains {"message": message, "at": "granted_to_others"} if {
	copy.granted_to_others
	message := sprintf("Others than the owner may read its copy of %s.", [concat(", ", [table.table | some table in copy.tables])])
}
