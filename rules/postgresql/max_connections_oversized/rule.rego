# METADATA
# title: max_connections fits the machine
# description: >-
#   Each connection is a process of its own, with its own memory and its place in every snapshot. Thousands of
#   slots invite as many sessions, which slow each other down and, when all of them work at once, take the
#   memory away from the cache or from the system. A pooler serves as many clients with a few dozen sessions.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS
# - https://cloud.google.com/alloydb/docs/managed-connection-pooling
# - https://wiki.postgresql.org/wiki/Number_Of_Database_Connections
# custom:
#   id: PG-CAP-006
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters:
#     memory_gb:
#       default: 0
#       type: number
#       description: >-
#         The machine's memory; 25 connections for each GB are enough then. 0: not known.
#     max:
#       default: 1000
#       type: integer
#       description: How many are enough where the memory is not known.
#   controls: {}
#   seeds: [S0-T-026, S4-T-006]
#   remediation: |
#     ALTER SYSTEM SET max_connections = 200; -- needs a restart
#     -- A standby must have at least as many as its primary. On AlloyDB and
#     -- Cloud SQL it is a database flag, and both offer managed pooling.
package assay.rules.postgresql.max_connections_oversized

limit := input.parameters.memory_gb * 25 if input.parameters.memory_gb > 0

limit := input.parameters.max if input.parameters.memory_gb == 0

fail contains {"message": sprintf("%d connections are allowed; %d is the limit here.", [slots, limit]), "at": "max_connections"} if {
	slots := input.resource.data.max_connections.reset_val
	slots > limit
}
