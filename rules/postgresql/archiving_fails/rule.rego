# METADATA
# title: The WAL reaches its archive
# description: >-
#   While archiving fails WAL piles up until the disk is full, and every minute that is not in the archive is a
#   minute that a restore cannot bring back. Managed services archive by themselves.
# related_resources:
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ARCHIVER-VIEW
# - https://www.postgresql.org/docs/current/continuous-archiving.html
# custom:
#   id: PG-REPL-006
#   severity: high
#   resource: postgresql.Archiver
#   managed: "the service takes the backups, and archives for them"
#   needs: [postgresql.Archiver, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.4"]
#     nist-800-53-r5: [CP-9]
#   seeds: []
#   remediation: |
#     -- What failed, and when; the reason is in the server's log:
#     SELECT last_failed_wal, last_failed_time, failed_count FROM pg_stat_archiver;
package assay.rules.postgresql.archiving_fails

import data.assay.lib.postgresql

applies if not postgresql.managed

fail contains {"message": message, "at": "last_failed"} if {
	input.resource.data.last_failed
	message := sprintf("The last attempt to archive failed; %d failed so far.", [input.resource.data.failed])
}
