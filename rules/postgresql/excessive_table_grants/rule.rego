# METADATA
# title: Applications do not hold TRUNCATE, TRIGGER, REFERENCES or MAINTAIN
# description: >-
#   TRUNCATE empties a table past every row-level policy and row trigger; TRIGGER runs the holder's code in whoever
#   writes next; REFERENCES blocks deletes and tells which keys exist; MAINTAIN may lock and rebuild. GRANT ALL
#   gives all of them, and an application needs none.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-PRIV-004
#   severity: medium
#   confidence: medium
#   resource: postgresql.RelationGrants
#   needs: [postgresql.RelationGrants, postgresql.Server]
#   parameters:
#     admins:
#       default: []
#       type: array
#       description: Names of roles that administer tables that they do not own.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.6"]
#     stig-postgresql: [V-233518]
#     nist-800-53-r5: [AC-3]
#   seeds: [S0-SEC-02, S0-T-042]
#   remediation: |
#     -- For each role that the finding names:
#     -- REVOKE TRUNCATE, TRIGGER, REFERENCES ON {{schema}}.{{name}} FROM that_role;
#     -- From PostgreSQL 17 on also MAINTAIN.
package assay.rules.postgresql.excessive_table_grants

import data.assay.lib.postgresql
import input.resource.data as relation

applies if {
	relation.kind != "S"
	postgresql.in_schemas
}

fail contains {"message": message, "at": "roles"} if {
	some grant in relation.roles
	excessive := [privilege | some privilege in {p | some p in array.concat(grant.privileges, grant.column_privileges)}; privilege in {"MAINTAIN", "REFERENCES", "TRIGGER", "TRUNCATE"}]
	count(excessive) > 0
	not grant.role in input.parameters.admins
	not postgresql.provider_owns(grant.role)
	message := sprintf("Role %s has %s.", [grant.role, concat(", ", excessive)])
}
