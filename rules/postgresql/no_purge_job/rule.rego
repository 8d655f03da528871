# METADATA
# title: Where pg_cron is installed, a job deletes what is too old
# description: >-
#   Tables of logs, sessions and events only grow unless something deletes their old rows. Where pg_cron is at
#   hand a job is the natural place for it, and none of those that there are looks like one. Partitioned tables
#   are left out: there a partition is dropped. The application may do it, too; then PG-RET-001 passes.
# related_resources:
# - https://github.com/citusdata/pg_cron
# custom:
#   id: PG-RET-003
#   severity: low
#   confidence: low
#   resource: postgresql.Extension
#   needs: [postgresql.Extension, postgresql.CronJob, postgresql.RetentionColumn]
#   parameters: {}
#   controls: {}
#   seeds: [S4-T-041, S4-T-069]
#   remediation: |
#     SELECT cron.schedule('purge', '17 3 * * *',
#       $$DELETE FROM <table> WHERE <column> < now() - interval '90 days'$$);
package assay.rules.postgresql.no_purge_job

import data.assay.lib.postgresql

applies if input.resource.data.name == "pg_cron"

growing contains sprintf("%s.%s", [column.data.schema, column.data.table]) if {
	some column in data.estate.by_kind["postgresql.RetentionColumn"]
	startswith(column.id, sprintf("%s/", [postgresql.database_id]))
	not column.data.partitioned
}

purged if {
	some job in data.estate.children[postgresql.database_id]
	job.kind == "postgresql.CronJob"
	job.data.active
	job.data.looks_like_purge
}

fail contains {"message": message, "evidence": {"tables": sort(growing)}} if {
	count(growing) > 0
	not purged
	message := sprintf("No active job deletes anything, and there are tables that only grow: %s.", [concat(", ", array.slice(sort(growing), 0, 5))])
}
