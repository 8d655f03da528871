# METADATA
# title: PUBLIC holds no privilege on a table, view or sequence
# description: >-
#   PUBLIC is every role, of today and of tomorrow, those of other applications included. What it may read is not
#   protected by any grant any more; what it may write, anybody can falsify.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/sql-revoke.html
# custom:
#   id: PG-PRIV-002
#   severity: high
#   resource: postgresql.RelationGrants
#   needs: [postgresql.RelationGrants]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Relations (schema.name) that everybody may read on purpose.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.6"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: [S0-SEC-02, S0-T-042]
#   remediation: |
#     -- First, for each role that needs it:
#     -- GRANT SELECT ON {{schema}}.{{name}} TO that_role;
#     REVOKE ALL ON {{schema}}.{{name}} FROM PUBLIC;
#     -- For a sequence: ON SEQUENCE.
package assay.rules.postgresql.public_table_grants

import data.assay.lib.postgresql
import input.resource.data as relation

applies if {
	postgresql.in_schemas
	not concat(".", [relation.schema, relation.name]) in input.parameters.allowed
}

fail contains {"message": message, "at": "public", "severity": severity} if {
	count(relation.public) > 0
	message := sprintf("Every role has %s.", [concat(", ", relation.public)])
}

severity := "critical" if {
	some privilege in relation.public
	privilege in {"DELETE", "INSERT", "TRUNCATE", "UPDATE"}
} else := "high"
