# METADATA
# title: shared_buffers suits the memory of the server
# description: >-
#   Too small, and every query fetches again what it read a moment ago; too large, and the operating system's cache,
#   sorts and connections have to live in what is left. A quarter of the memory is the usual beginning. How much
#   memory there is no query tells, so the share is judged where it is declared. AlloyDB sizes it by itself.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS
# custom:
#   id: PG-CONF-002
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     min_mb:
#       default: 128
#       type: integer
#       description: The least that will do, in MiB; PostgreSQL's own default.
#     memory_mb:
#       default: 0
#       type: integer
#       description: The server's memory in MiB; 0 where it is not known, and then no share is judged.
#     min_share:
#       default: 0.15
#       type: number
#       description: The least share of the memory.
#     max_share:
#       default: 0.45
#       type: number
#       description: The greatest share of the memory.
#   controls: {}
#   seeds: [S0-PRF-03, S0-T-025, S4-T-006]
#   remediation: |
#     -- A quarter of the memory; needs a restart.
#     ALTER SYSTEM SET shared_buffers = '4GB';
#     -- On managed services it is a flag of the instance, in blocks of 8 kB.
package assay.rules.postgresql.shared_buffers

import data.assay.lib.postgresql
import data.assay.lib.settings

applies if not postgresql.server.provider == "alloydb"

mb := settings.bytes(input.resource.data.shared_buffers) / 1048576

share := mb / input.parameters.memory_mb if input.parameters.memory_mb > 0

fail contains {"message": sprintf("shared_buffers is %v MiB.", [mb]), "at": "shared_buffers"} if {
	mb < input.parameters.min_mb
}

fail contains {"message": message, "at": "shared_buffers"} if {
	share < input.parameters.min_share
	message := sprintf("shared_buffers takes %d%% of the memory.", [round(share * 100)])
}

fail contains {"message": message, "at": "shared_buffers"} if {
	share > input.parameters.max_share
	message := sprintf("shared_buffers takes %d%% of the memory.", [round(share * 100)])
}
