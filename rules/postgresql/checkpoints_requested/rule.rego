# METADATA
# title: Checkpoints come by time, not by the amount of WAL
# description: >-
#   Each checkpoint that max_wal_size forces comes early, and after it every page is written in full again. Where
#   most are forced the server writes far more than it must. Standbys follow their primary, and AlloyDB has none.
# related_resources:
# - https://www.postgresql.org/docs/current/wal-configuration.html
# custom:
#   id: PG-PERF-005
#   severity: low
#   confidence: medium
#   resource: postgresql.Checkpoints
#   needs: [postgresql.Checkpoints, postgresql.Server]
#   parameters:
#     min_checkpoints:
#       default: 20
#       type: integer
#       description: Of how many checkpoints on their share means something.
#   controls: {}
#   seeds: [S0-T-028]
#   remediation: |
#     ALTER SYSTEM SET max_wal_size = '8GB';
#     ALTER SYSTEM SET checkpoint_timeout = '15min';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.checkpoints_requested

import data.assay.lib.postgresql
import input.resource.data as checkpoints

applies if {
	not postgresql.server.in_recovery
	not postgresql.server.provider == "alloydb"
	not few
}

few if checkpoints.timed + checkpoints.requested < input.parameters.min_checkpoints

fail contains {"message": message, "at": "requested"} if {
	checkpoints.requested > checkpoints.timed
	all := checkpoints.requested + checkpoints.timed
	message := sprintf("%d of %d checkpoints were forced.", [checkpoints.requested, all])
}
