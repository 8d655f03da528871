# METADATA
# title: Vacuum and index builds have memory to work with
# description: >-
#   With little maintenance_work_mem a vacuum has to pass over all indexes several times, and an index build sorts
#   on disk. Only few of them run at a time, so it may be much more than work_mem.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-MAINTENANCE-WORK-MEM
# custom:
#   id: PG-CONF-004
#   severity: low
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters:
#     min_mb:
#       default: 64
#       type: integer
#       description: The least that will do, in MiB; PostgreSQL's own default.
#   controls: {}
#   seeds: [S0-T-025, S4-T-006]
#   remediation: |
#     ALTER SYSTEM SET maintenance_work_mem = '512MB';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.maintenance_work_mem

import data.assay.lib.settings

fail contains {"message": message, "at": "maintenance_work_mem"} if {
	mb := settings.bytes(input.resource.data.maintenance_work_mem) / 1048576
	mb < input.parameters.min_mb
	message := sprintf("maintenance_work_mem is %v MiB.", [mb])
}
