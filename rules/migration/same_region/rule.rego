# METADATA
# title: Migrations stay in the region of their source
# description: >-
#   A migration to another region pays for the traffic, takes longer, and leaves applications far from their data. It
#   may be meant so.
# related_resources:
# - https://cloud.google.com/database-migration/docs/postgresql-to-alloydb/regions
# custom:
#   id: GC-MIG-006
#   severity: info
#   resource: datamigration.MigrationJob
#   needs: [datamigration.MigrationJob, datamigration.ConnectionProfile, sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S1-MIG-05]
#   remediation: |
#     gcloud database-migration migration-jobs describe {{migrationJob}} --region={{location}} --project={{project}}
package assay.rules.migration.same_region

import data.assay.lib.google

profile := data.estate.by_id[concat("", ["//datamigration.googleapis.com/", input.resource.data.source])].data

named := name if {
	some path in [["postgresql", "cloudSqlId"], ["cloudsql", "cloudSqlId"]]
	name := object.get(profile, path, "")
	name != ""
}

# Other sources have no region that Google knows.
applies if named

source := data.estate.by_id[sprintf("//cloudsql.googleapis.com/projects/%s/instances/%s", [google.segment(input.resource.id, "projects"), google.last(replace(named, ":", "/"))])].data

fail contains {"message": message, "at": "source", "evidence": {"region of the source": source.region}} if {
	source.region != google.segment(input.resource.id, "locations")
	message := sprintf("The source is in %s, the migration in %s.", [source.region, google.segment(input.resource.id, "locations")])
}

unknown contains "The source is outside the scan." if not source.region
