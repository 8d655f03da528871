# METADATA
# title: Replication does not run as a superuser
# description: >-
#   Whoever gets hold of a standby's connection settings gets the role that is in them. A role with REPLICATION and
#   nothing else can copy the data, which is bad enough; a superuser can change it.
# related_resources:
# - https://www.postgresql.org/docs/current/warm-standby.html#STREAMING-REPLICATION-AUTHENTICATION
# custom:
#   id: PG-REPL-009
#   severity: high
#   resource: postgresql.Replication
#   needs: [postgresql.Replication, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.1"]
#     nist-800-53-r5: [AC-6]
#   seeds: []
#   remediation: |
#     CREATE ROLE replicator LOGIN REPLICATION PASSWORD …;
#     -- Then use it in primary_conninfo of the standbys.
package assay.rules.postgresql.superuser_replication

import data.assay.lib.postgresql

applies if not postgresql.provider_owns(input.resource.data.role)

fail contains {"message": message, "at": "superuser"} if {
	input.resource.data.superuser
	message := sprintf("%s is a superuser.", [input.resource.data.role])
}
