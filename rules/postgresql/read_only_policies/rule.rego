# METADATA
# title: Roles that may write have a policy for it
# description: >-
#   Where a table's policies are for reading only, INSERT fails and UPDATE and DELETE find no row, for every role that
#   was granted them. Nothing leaks, but nothing works either, and what follows is usually a policy that is too wide.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-009
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Policy, postgresql.RelationGrants]
#   parameters:
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.7"]
#   seeds: [S2-T-047, S4-T-044]
#   remediation: |
#     -- Either say which rows may be written, for instance:
#     CREATE POLICY tenant_writes ON {{schema}}.{{name}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
#     -- Or take the privilege back:
#     -- REVOKE INSERT, UPDATE, DELETE ON {{schema}}.{{name}} FROM that_role;
package assay.rules.postgresql.read_only_policies

import data.assay.lib.postgresql

applies if {
	postgresql.own_table
	input.resource.data.rls
	input.resource.data.policies > 0
}

writes := {"DELETE", "INSERT", "UPDATE"}

fail contains {"message": message, "at": "policies"} if {
	not writable
	count(writers) > 0
	message := sprintf("All policies are for SELECT, and %s may write.", [concat(", ", sort(writers))])
}

writable if {
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Policy"
	child.data.cmd in writes | {"ALL"}
}

writers contains grant.role if {
	some grant in postgresql.grants.roles
	some privilege in array.concat(grant.privileges, grant.column_privileges)
	privilege in writes
}

writers contains "PUBLIC" if {
	some privilege in postgresql.grants.public
	privilege in writes
}
