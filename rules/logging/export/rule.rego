# METADATA
# title: Logs of projects with databases are exported
# description: >-
#   Logs that stay in the project go with the project, and their administrators are those whom the logs are about. A
#   sink copies them to where others keep them.
# related_resources:
# - https://cloud.google.com/logging/docs/export/configure_export_v2
# - https://cloud.google.com/sdk/gcloud/reference/logging/sinks/create
# custom:
#   id: GC-LOG-003
#   severity: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, logging.LogSink, alloydb.Cluster, sqladmin.Instance, logging.LogSink.inherited]
#   parameters:
#     dest:
#       default: ["bigquery.googleapis.com/*", "storage.googleapis.com/*", "logging.googleapis.com/*", "pubsub.googleapis.com/*"]
#       type: array
#       description: Destinations that count; a star stands for anything.
#   controls: {}
#   seeds: [S0-MON-07, S0-T-048, S1-T-050, S1-T-074, S1-T-076]
#   remediation: |
#     gcloud logging sinks create <sink> bigquery.googleapis.com/projects/<project>/datasets/<dataset> \
#       --project={{project}} --log-filter='protoPayload.serviceName="alloydb.googleapis.com"'
package assay.rules.logging.export

import data.assay.lib.google
import data.assay.lib.sinks

applies if google.hosts_database(input.resource.id)

fail contains {"message": "No enabled sink exports the logs.", "at": "sinks", "evidence": {"sinks": seen}} if {
	count(sinks.exporting(input.resource.id)) == 0
	seen := {sink.id | some sink in sinks.over(input.resource.id)}
}
