# METADATA
# title: All connections at work do not need more memory than there is
# description: >-
#   work_mem is not a limit of a query but of each sort and hash in it, for each connection. What looks generous for
#   one query, times all connections, is more than the machine has, and then the kernel ends the server. Raise it
#   for the role or the report that needs it.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM
# custom:
#   id: PG-CONF-003
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters:
#     max_mb:
#       default: 256
#       type: integer
#       description: The greatest work_mem for all sessions, in MiB.
#     memory_mb:
#       default: 0
#       type: integer
#       description: The server's memory in MiB; 0 where it is not known, and then only max_mb is judged.
#   controls: {}
#   seeds: [S0-PRF-03, S0-T-025, S0-T-026, S4-T-006]
#   remediation: |
#     ALTER SYSTEM SET work_mem = '16MB';
#     SELECT pg_reload_conf();
#     -- For those who need more: ALTER ROLE reporting SET work_mem = '256MB';
package assay.rules.postgresql.work_mem

import data.assay.lib.settings

mb := settings.bytes(input.resource.data.work_mem) / 1048576

fail contains {"message": sprintf("Every sort may take %v MiB.", [mb]), "at": "work_mem"} if {
	mb > input.parameters.max_mb
}

fail contains {"message": message, "at": "work_mem"} if {
	connections := input.resource.data.max_connections.reset_val
	input.parameters.memory_mb > 0
	mb * connections > input.parameters.memory_mb
	message := sprintf("%v MiB for each of %d connections exceed the memory.", [mb, connections])
}
