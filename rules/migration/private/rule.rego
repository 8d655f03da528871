# METADATA
# title: Migrations use a private path
# description: >-
#   With static addresses the source has to admit Google's addresses from the internet, and is often left so. A VPC
#   peering or Private Service Connect need no open door.
# related_resources:
# - https://cloud.google.com/database-migration/docs/postgresql-to-alloydb/networking-methods
# - https://cloud.google.com/sdk/gcloud/reference/database-migration/migration-jobs/update
# custom:
#   id: GC-MIG-002
#   severity: medium
#   resource: datamigration.MigrationJob
#   needs: [datamigration.MigrationJob]
#   parameters: {}
#   controls: {}
#   seeds: [S1-MIG-06, S1-T-055]
#   remediation: |
#     gcloud database-migration migration-jobs update {{migrationJob}} \
#       --region={{location}} --project={{project}} --peer-vpc=<network>
package assay.rules.migration.private

import input.resource.data as job

applies if not job.state in {"COMPLETED", "DELETING"}

static if is_object(object.get(job, "staticIpConnectivity", null))

private if is_object(object.get(job, "vpcPeeringConnectivity", null))

private if is_object(object.get(job, "reverseSshConnectivity", null))

fail contains {"message": "The source is reached over the internet.", "at": "staticIpConnectivity"} if static

unknown contains "The way to the source is not reported; the connection profile may tell." if {
	not static
	not private
}
