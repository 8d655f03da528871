# METADATA
# title: Tables are not much larger than their rows
# description: >-
#   Place that vacuum frees stays in the table for new rows. After a great delete, or months in which vacuum
#   could not keep up, a table may be mostly holes, and every scan, backup and cache carries them along.
#   Estimated from the width of rows that the planner knows; where row-level security hides that, dead rows
#   (PG-VAC-003) have to do.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-SPACE-RECOVERY
# - https://www.postgresql.org/docs/current/sql-vacuum.html
# custom:
#   id: PG-VAC-010
#   severity: medium
#   confidence: medium
#   resource: postgresql.TableBloat
#   needs: [postgresql.TableBloat]
#   parameters:
#     ratio:
#       default: 2.0
#       type: number
#       description: How many times its rows a table may take.
#     min_mib:
#       default: 100
#       type: number
#       description: How many MiB there must be to gain.
#   controls: {}
#   seeds: [S0-T-074, S0-T-084, S1-T-064]
#   remediation: |
#     -- In a window: rewrites the table under an exclusive lock.
#     VACUUM (FULL, ANALYZE) {{schema}}.{{table}};
#     -- Without the lock: extensions pg_repack or pg_squeeze.
package assay.rules.postgresql.table_bloat

import input.resource.data as size

applies if not size.row_security

fail contains {"message": message, "evidence": object.filter(size, {"actual_bytes", "expected_bytes"})} if {
	size.actual_bytes >= input.parameters.ratio * size.expected_bytes
	size.actual_bytes - size.expected_bytes >= input.parameters.min_mib * 1048576
	message := sprintf("About %d MiB, where %d would do.", [floor(size.actual_bytes / 1048576), ceil(size.expected_bytes / 1048576)])
}
