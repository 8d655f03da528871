# METADATA
# title: No page has failed its checksum
# description: >-
#   A wrong checksum means that what is on disk is not what PostgreSQL wrote. Rows are lost or false, the cause
#   is still at work, and each day with it makes the last good backup older.
# related_resources:
# - https://www.postgresql.org/docs/current/checksums.html
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-DATABASE-VIEW
# custom:
#   id: PG-DATA-006
#   severity: critical
#   resource: postgresql.Database
#   needs: [postgresql.Database]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["1.4.3"]
#   seeds: []
#   remediation: |
#     -- First a copy of the files as they are. Which page, the log says:
#     --   invalid page in block … of relation …
#     -- An index: REINDEX. A table: from a backup or standby that is whole.
#     -- Then the disk and the memory; and after that, in database {{name}}:
#     --   SELECT pg_stat_reset();
package assay.rules.postgresql.checksum_failures

# Without checksums there is no count.
applies if input.resource.data.checksum_failures >= 0

fail contains sprintf("%d pages have failed their checksum.", [input.resource.data.checksum_failures]) if {
	input.resource.data.checksum_failures > 0
}
