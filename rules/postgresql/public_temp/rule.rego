# METADATA
# title: PUBLIC may not make temporary tables
# description: >-
#   Unless it is revoked every role that connects may fill the disk with temporary tables, and may put objects into a
#   schema that is searched before all others, which is how functions without a search_path of their own are misled.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-TEMP-FILE-LIMIT
# custom:
#   id: PG-PRIV-008
#   severity: low
#   resource: postgresql.Database
#   needs: [postgresql.Database, postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233587]
#     nist-800-53-r5: [CM-11(2)]
#   seeds: []
#   remediation: |
#     -- First, for each role that needs them:
#     -- GRANT TEMPORARY ON DATABASE {{name}} TO that_role;
#     REVOKE TEMPORARY ON DATABASE {{name}} FROM PUBLIC;
package assay.rules.postgresql.public_temp

import data.assay.lib.postgresql
import input.resource.data as database

applies if {
	database.allowconn
	not database.template
	not postgresql.provider_keeps(database.name)
}

fail contains {"message": "Every role may make temporary tables.", "at": "public_temp"} if database.public_temp
