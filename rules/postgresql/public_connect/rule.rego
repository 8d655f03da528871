# METADATA
# title: PUBLIC may not connect to the database
# description: >-
#   Unless it is revoked every role may connect to every database of the server, also those of other applications and
#   customers; what protects them then is only what somebody remembered to revoke inside.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/sql-revoke.html
# custom:
#   id: PG-PRIV-007
#   severity: medium
#   resource: postgresql.Database
#   needs: [postgresql.Database, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of databases that are for every role.
#   controls:
#     cis-postgresql-17: ["4.6"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: [S0-SEC-02]
#   remediation: |
#     -- First, for each role that has to get in:
#     -- GRANT CONNECT ON DATABASE {{name}} TO that_role;
#     REVOKE CONNECT ON DATABASE {{name}} FROM PUBLIC;
package assay.rules.postgresql.public_connect

import data.assay.lib.postgresql
import input.resource.data as database

applies if {
	database.allowconn
	not postgresql.provider_keeps(database.name)
	not database.name in input.parameters.allowed
}

fail contains {"message": "Every role may connect to the database.", "at": "public_connect", "severity": severity} if database.public_connect

severity := "low" if {
	database.template
} else := "low" if {
	database.name == "postgres"
} else := "medium"
