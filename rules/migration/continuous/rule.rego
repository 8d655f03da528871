# METADATA
# title: Migrations with an online cut-over replicate continuously
# description: >-
#   A one-time job copies what is there when it begins; whatever the application writes meanwhile is lost unless it
#   stands still. Which migrations are meant to be online, a label tells.
# related_resources:
# - https://cloud.google.com/database-migration/docs/postgresql-to-alloydb/create-migration-job
# - https://cloud.google.com/sdk/gcloud/reference/database-migration/migration-jobs/create
# custom:
#   id: GC-MIG-004
#   severity: info
#   resource: datamigration.MigrationJob
#   needs: [datamigration.MigrationJob]
#   parameters:
#     cutover_label:
#       default: cutover
#       type: string
#       description: The job's label that tells how it is cut over.
#     online:
#       default: [online]
#       type: array
#       description: The values of the label that mean without standing still.
#   controls: {}
#   seeds: [S0-MG1-01, S0-MG1-02, S0-MG1-03, S1-MIG-04, S0-T-029, S1-T-051]
#   remediation: |
#     gcloud database-migration migration-jobs create <new job> --region={{location}} --project={{project}} \
#       --type=CONTINUOUS --source=<profile> --destination=<profile>
package assay.rules.migration.continuous

applies if input.resource.data.labels[input.parameters.cutover_label] in input.parameters.online

fail contains {"message": sprintf("The job is %s.", [type]), "at": "type", "evidence": {"type": type}} if {
	type := input.resource.data.type
	type != "CONTINUOUS"
}
