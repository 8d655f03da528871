# METADATA
# title: Standbys and subscribers follow closely
# description: >-
#   What a standby has not replayed is lost by a failover, and what it answers is as old as it lags. The lag is that
#   of the moment of the scan: on the primary what those who are attached report, on a standby what it received and
#   did not replay. Of AlloyDB's read pools the metrics of the service tell.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-REPLICATION-VIEW
# custom:
#   id: PG-REPL-004
#   severity: high
#   resource: postgresql.Server
#   needs: [postgresql.Server, postgresql.Replication, postgresql.Standby]
#   parameters:
#     max_s:
#       default: 5
#       type: integer
#       description: The longest lag, in seconds.
#     max_mb:
#       default: 64
#       type: integer
#       description: The greatest lag, in MiB of WAL.
#   controls:
#     cis-postgresql-17: ["7.5"]
#     nist-800-53-r5: [CP-10]
#   seeds: [S4-T-055]
#   remediation: |
#     # Look for long queries on the standby, a slow disk or network, one huge transaction.
#     # More room for queries: max_standby_streaming_delay; for the stream: wal_compression.
package assay.rules.postgresql.replication_lag

others := [other |
	some other in data.estate.children[input.resource.id]
	other.kind in {"postgresql.Replication", "postgresql.Standby"}
]

applies if {
	count(others) > 0
	not input.resource.data.provider == "alloydb"
}

fail contains {"message": message, "at": name(other), "evidence": {"lag_s": other.data.lag_s}} if {
	some other in others
	other.data.lag_s > input.parameters.max_s
	message := sprintf("%s is %d s behind.", [name(other), other.data.lag_s])
}

fail contains {"message": message, "at": name(other), "evidence": {"lag_bytes": other.data.lag_bytes}} if {
	some other in others
	mb := round(other.data.lag_bytes / 1048576)
	mb > input.parameters.max_mb
	message := sprintf("%s has %d MiB to replay.", [name(other), mb])
}

name(other) := "This standby" if other.kind == "postgresql.Standby"

name(other) := sprintf("%s (%s)", [other.data.application, other.data.role]) if other.kind == "postgresql.Replication"
