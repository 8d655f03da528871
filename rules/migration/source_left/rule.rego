# METADATA
# title: Sources of finished migrations are decommissioned
# description: >-
#   After the cut-over the old database still runs: with all data of that day, with its old passwords, and on the
#   bill. A few weeks are for going back; afterwards it should go.
# related_resources:
# - https://cloud.google.com/database-migration/docs/postgresql-to-alloydb/migration-jobs
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-MIG-005
#   severity: low
#   resource: datamigration.MigrationJob
#   needs: [datamigration.MigrationJob, datamigration.ConnectionProfile, sqladmin.Instance]
#   parameters:
#     max_days:
#       default: 30
#       type: integer
#       description: How long the source may run afterwards.
#   controls: {}
#   seeds: [S1-MIG-15, S1-T-053]
#   remediation: |
#     # Stop it first, and delete it once nobody has missed it:
#     gcloud sql instances patch <source> --project={{project}} --activation-policy=NEVER
package assay.rules.migration.source_left

import data.assay.lib.google
import input.resource.data as job

applies if job.state == "COMPLETED"

profile := data.estate.by_id[concat("", ["//datamigration.googleapis.com/", job.source])].data

source_id := sprintf("//cloudsql.googleapis.com/projects/%s/instances/%s", [google.segment(input.resource.id, "projects"), google.last(replace(named, ":", "/"))])

named := name if {
	some path in [["postgresql", "cloudSqlId"], ["cloudsql", "cloudSqlId"]]
	name := object.get(profile, path, "")
	name != ""
}

source := data.estate.by_id[source_id].data

running if {
	source.state == "RUNNABLE"
	object.get(source, ["settings", "activationPolicy"], "ALWAYS") == "ALWAYS"
}

fail contains {"message": message, "at": "source", "evidence": {"source": source_id}} if {
	running
	age := google.days_since(job.endTime)
	age > input.parameters.max_days
	message := sprintf("The source still runs, %d days after the migration.", [floor(age)])
}

unknown contains "The source is not a Cloud SQL instance of this scan." if not named
