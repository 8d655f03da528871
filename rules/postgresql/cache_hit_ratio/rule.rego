# METADATA
# title: What is read often is in memory
# description: >-
#   An application whose working set fits into memory finds nearly all of its blocks there. Many reads mean too
#   little memory, or scans that an index would spare. A cache of the operating system or of the service may stand
#   behind, which no query shows; on Google's services the finding is therefore a hint only.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW
# custom:
#   id: PG-PERF-003
#   severity: medium
#   confidence: low
#   resource: postgresql.Database
#   needs: [postgresql.Database, postgresql.Server]
#   parameters:
#     min:
#       default: 0.99
#       type: number
#       description: The least share of blocks that are found in shared buffers.
#     min_blocks:
#       default: 1000000
#       type: integer
#       description: Of how many blocks on a share means something.
#   controls: {}
#   seeds: [S0-T-066, S4-T-053]
#   remediation: |
#     -- The statements that read most:
#     SELECT query, shared_blks_read FROM pg_stat_statements ORDER BY shared_blks_read DESC LIMIT 10;
package assay.rules.postgresql.cache_hit_ratio

import data.assay.lib.postgresql
import input.resource.data as database

applies if {
	not database.template
	not idle
}

blocks := database.blks_hit + database.blks_read

idle if blocks < input.parameters.min_blocks

fail contains {"message": message, "at": "blks_read", "severity": severity} if {
	blocks > 0
	share := database.blks_hit / blocks
	share < input.parameters.min
	severity := level
	message := sprintf("%d%% of the blocks were found in shared buffers.", [floor(share * 100)])
}

default level := "medium"

level := "info" if postgresql.server.provider in {"alloydb", "cloudsql"}
