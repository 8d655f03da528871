# METADATA
# title: Indexes are not much larger than they need to be
# description: >-
#   A btree seldom gives back the pages that deletes and updates have emptied. One that has grown to twice its
#   need takes twice the memory for the same work. Estimated for keys of fixed width only, from the number of
#   entries.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-reindex.html
# - https://www.postgresql.org/docs/current/sql-reindex.html
# custom:
#   id: PG-IDX-011
#   severity: medium
#   confidence: medium
#   resource: postgresql.IndexBloat
#   needs: [postgresql.IndexBloat]
#   parameters:
#     ratio:
#       default: 2.0
#       type: number
#       description: How many times its need an index may take.
#     min_mib:
#       default: 50
#       type: number
#       description: How many MiB there must be to gain.
#   controls: {}
#   seeds: [S0-MNT-05, S0-T-087, S0-T-088, S4-T-039, S4-T-068]
#   remediation: |
#     REINDEX INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.index_bloat

import input.resource.data as size

fail contains {"message": message, "evidence": object.filter(size, {"actual_bytes", "expected_bytes"})} if {
	size.actual_bytes >= input.parameters.ratio * size.expected_bytes
	size.actual_bytes - size.expected_bytes >= input.parameters.min_mib * 1048576
	message := sprintf("About %d MiB, where %d would do.", [floor(size.actual_bytes / 1048576), ceil(size.expected_bytes / 1048576)])
}
