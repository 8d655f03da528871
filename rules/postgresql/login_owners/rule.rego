# METADATA
# title: Tables are owned by roles that cannot log in
# description: >-
#   An owner may drop and alter the table, switch its policies and triggers off and grant it to others, and row-level
#   security does not bind it unless forced. An application that logs in as the owner can be made to do all that;
#   one that holds grants on the tables of a group role cannot.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-ROLE-014
#   severity: medium
#   resource: postgresql.Ownership
#   needs: [postgresql.Ownership, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of login roles that may own tables, such as the one that migrates the schema.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     stig-postgresql: [V-233523, V-233539]
#     nist-800-53-r5: [CM-5(6)]
#   seeds: [S0-SEC-02]
#   remediation: |
#     CREATE ROLE app_owner NOLOGIN;
#     -- In psql; the first column is run, statement by statement:
#     SELECT format('ALTER TABLE %I.%I OWNER TO app_owner', n.nspname, c.relname)
#       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
#       WHERE c.relkind IN ('r', 'p') AND n.nspname = {{schema|literal}}
#         AND pg_get_userbyid(c.relowner) = {{owner|literal}} \gexec
#     -- Then grant {{owner}} what it reads and writes.
package assay.rules.postgresql.login_owners

import data.assay.lib.postgresql
import input.resource.data as owned

applies if {
	owned.tables > 0
	not owned.owner_superuser
	not postgresql.provider_owns(owned.owner)
	postgresql.in_schemas
}

fail contains {"message": message, "at": "owner", "severity": severity} if {
	owned.owner_login
	not owned.owner in input.parameters.allowed
	message := sprintf("Login role %s owns %d tables of the schema.", [owned.owner, owned.tables])
}

# Without row-level security there is nothing that an owner bypasses.
severity := "medium" if {
	owned.rls_tables > 0
} else := "info"
