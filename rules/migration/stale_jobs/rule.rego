# METADATA
# title: Migration jobs are healthy, and end
# description: >-
#   A job that failed copies nothing, while somebody believes that it does. One that replicates for months keeps the
#   source's log, a role with wide rights and an open path alive.
# related_resources:
# - https://cloud.google.com/database-migration/docs/postgresql-to-alloydb/migration-status
# - https://cloud.google.com/sdk/gcloud/reference/database-migration/migration-jobs/promote
# custom:
#   id: GC-MIG-003
#   severity: medium
#   resource: datamigration.MigrationJob
#   needs: [datamigration.MigrationJob]
#   parameters:
#     max_days:
#       default: 30
#       type: integer
#       description: How long a continuous job may run.
#   controls: {}
#   seeds: [S1-MIG-07, S0-T-029, S1-T-052]
#   remediation: |
#     gcloud database-migration migration-jobs promote {{migrationJob}} --region={{location}} --project={{project}}
#     # or: gcloud database-migration migration-jobs delete {{migrationJob}} --region={{location}} --project={{project}}
package assay.rules.migration.stale_jobs

import data.assay.lib.google
import input.resource.data as job

fail contains {"message": message, "at": "state", "evidence": object.filter(job, {"state", "error"})} if {
	job.state == "FAILED"
	message := sprintf("The job failed. %s", [object.get(job, ["error", "message"], "")])
}

fail contains {"message": message, "at": "createTime", "evidence": object.filter(job, {"state", "phase", "createTime"})} if {
	job.state == "RUNNING"
	job.type == "CONTINUOUS"
	age := google.days_since(job.createTime)
	age > input.parameters.max_days
	message := sprintf("The job has been replicating for %d days.", [floor(age)])
}
