# METADATA
# title: Default privileges grant nothing to PUBLIC
# description: >-
#   Default privileges are granted on everything that a role makes from now on, so that each new table is open to
#   every role, without anybody granting anything. EXECUTE on functions and USAGE on types are PostgreSQL's own
#   default and are not meant.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html
# - https://www.postgresql.org/docs/current/ddl-priv.html
# custom:
#   id: PG-PRIV-005
#   severity: medium
#   resource: postgresql.DefaultAcl
#   needs: [postgresql.DefaultAcl, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["4.6"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- In psql; the statement that it makes is run:
#     SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I %s REVOKE ALL ON %s FROM PUBLIC', {{role|literal}},
#       CASE WHEN {{schema|literal}} <> '' THEN format('IN SCHEMA %I', {{schema|literal}}) END, {{object_type|literal}}) \gexec
package assay.rules.postgresql.public_default_privileges

import data.assay.lib.postgresql
import input.resource.data as entry

applies if not postgresql.provider_owns(entry.role)

fail contains {"message": message, "at": "public"} if {
	count(entry.public) > 0
	not builtin
	message := sprintf("Every role will have %s on new %s of %s.", [concat(", ", entry.public), lower(entry.object_type), entry.role])
}

# An entry for all schemas repeats the built-in default; one for a schema adds to it.
builtin if {
	entry.schema == ""
	entry.object_type in {"FUNCTIONS", "TYPES"}
}
