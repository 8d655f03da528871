# METADATA
# title: Applications' tables are not owned by a superuser
# description: >-
#   What a superuser owns, only a superuser can migrate, so that sooner or later the migration runs as one. Functions
#   and views that it owns beside its tables act with every right there is.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/sql-altertable.html
# custom:
#   id: PG-ROLE-015
#   severity: medium
#   resource: postgresql.Ownership
#   needs: [postgresql.Ownership, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of superusers that may own tables.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     stig-postgresql: [V-233539]
#     nist-800-53-r5: [CM-5(6)]
#   seeds: []
#   remediation: |
#     CREATE ROLE app_owner NOLOGIN;
#     -- In psql; the first column is run, statement by statement:
#     SELECT format('ALTER TABLE %I.%I OWNER TO app_owner', n.nspname, c.relname)
#       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
#       WHERE c.relkind IN ('r', 'p') AND n.nspname = {{schema|literal}}
#         AND pg_get_userbyid(c.relowner) = {{owner|literal}} \gexec
package assay.rules.postgresql.superuser_owners

import data.assay.lib.postgresql
import input.resource.data as owned

applies if {
	owned.tables > 0
	not postgresql.provider_owns(owned.owner)
	postgresql.in_schemas
}

fail contains {"message": message, "at": "owner"} if {
	owned.owner_superuser
	not owned.owner in input.parameters.allowed
	message := sprintf("Superuser %s owns %d tables of the schema.", [owned.owner, owned.tables])
}
