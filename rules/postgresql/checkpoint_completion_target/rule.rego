# METADATA
# title: Checkpoints are spread over their interval
# description: >-
#   A checkpoint that hurries writes everything at once, and queries wait for the disk meanwhile. At 0.9, the
#   default since PostgreSQL 14, it takes nearly until the next one. AlloyDB's storage does without.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-CHECKPOINT-COMPLETION-TARGET
# custom:
#   id: PG-CONF-006
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     min:
#       default: 0.9
#       type: number
#       description: The least share of the interval.
#   controls: {}
#   seeds: [S0-T-028]
#   remediation: |
#     ALTER SYSTEM SET checkpoint_completion_target = 0.9;
#     SELECT pg_reload_conf();
package assay.rules.postgresql.checkpoint_completion_target

import data.assay.lib.postgresql

applies if not postgresql.server.provider == "alloydb"

fail contains {"message": message, "at": "checkpoint_completion_target"} if {
	target := input.resource.data.checkpoint_completion_target.reset_val
	target < input.parameters.min
	message := sprintf("checkpoint_completion_target is %v.", [target])
}
