# METADATA
# title: Tables with row-level security have policies
# description: >-
#   Row-level security without a policy lets nobody but the owner see a row. Queries do not fail, they find nothing:
#   either the application is broken, or it runs as a role that row-level security does not bind.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# custom:
#   id: PG-RLS-002
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
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- Say who may see which row, for instance:
#     CREATE POLICY tenant_isolation ON {{schema}}.{{name}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
package assay.rules.postgresql.rls_without_policy

import data.assay.lib.postgresql

# A partition without a policy is closed to direct access, which is how it should be.
applies if {
	postgresql.own_table
	input.resource.data.rls
}

fail contains {"message": "Row-level security is on, and no policy lets a row through.", "at": "policies", "severity": severity} if {
	input.resource.data.policies == 0
}

# Where nobody else holds a privilege, nobody else misses a row.
severity := "medium" if {
	postgresql.grants
} else := "info"
