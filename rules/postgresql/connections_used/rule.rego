# METADATA
# title: There is room for more connections
# description: >-
#   When the last slot is taken the next client is refused, and that is mostly when there is already trouble:
#   sessions pile up behind a lock or a slow disk, and each retry makes it worse. Counted are clients at the
#   time of the scan, against the slots that are not reserved for administrators.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS
# - https://cloud.google.com/alloydb/docs/managed-connection-pooling
# custom:
#   id: PG-CAP-005
#   severity: high
#   resource: postgresql.Connections
#   needs: [postgresql.Connections]
#   parameters:
#     warn:
#       default: 0.8
#       type: number
#       description: From which share on the finding is medium.
#     critical:
#       default: 0.9
#       type: number
#       description: From which share on it is high.
#   controls: {}
#   seeds: [S2-POOL-04, S2-MON-04, S0-T-071, S2-T-034, S4-T-042]
#   remediation: |
#     -- Who has them, and since when they are idle:
#     SELECT usename, application_name, state, count(*), max(now() - state_change)
#       FROM pg_stat_activity WHERE backend_type = 'client backend'
#       GROUP BY 1, 2, 3 ORDER BY 4 DESC;
#     -- A pooler (PgBouncer, managed connection pooling) serves many clients
#     -- with few connections; idle_session_timeout ends forgotten ones.
package assay.rules.postgresql.connections_used

import input.resource.data as connections

slots := (connections.max_connections - connections.superuser_reserved) - connections.reserved

used := connections.clients / slots

fail contains {"message": message, "severity": severity, "evidence": connections} if {
	used >= input.parameters.warn
	message := sprintf("%d of %d connections are taken.", [connections.clients, slots])
}

default severity := "medium"

severity := "high" if used >= input.parameters.critical
