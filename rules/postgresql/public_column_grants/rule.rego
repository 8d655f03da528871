# METADATA
# title: PUBLIC holds no privilege on single columns
# description: >-
#   A grant on a column is easily overlooked: it is in no list of the table's privileges, and stays when those are
#   revoked. To PUBLIC it means that every role reads or writes that column.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-grant.html
# - https://www.postgresql.org/docs/current/ddl-priv.html
# custom:
#   id: PG-PRIV-012
#   severity: medium
#   resource: postgresql.RelationGrants
#   needs: [postgresql.RelationGrants]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Relations (schema.name) with columns that are for everybody on purpose.
#   controls:
#     cis-postgresql-17: ["4.6"]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- Revoking from the table takes the grants on its columns away, too:
#     REVOKE ALL ON {{schema}}.{{name}} FROM PUBLIC;
package assay.rules.postgresql.public_column_grants

import input.resource.data as relation

applies if relation.kind != "S"

fail contains {"message": message, "at": "public_columns"} if {
	count(relation.public_columns) > 0
	not concat(".", [relation.schema, relation.name]) in input.parameters.allowed
	message := sprintf("Every role has %s on %s.", [concat(", ", relation.public_column_privileges), concat(", ", relation.public_columns)])
}
