# METADATA
# title: Exported logs hold those of the databases
# description: >-
#   A filter on resource.type="alloydb.googleapis.com/Instance" looks right and misses every event on clusters and
#   backups; one on a method's short name matches nothing at all. The name of the service is what all of them have.
# related_resources:
# - https://cloud.google.com/alloydb/docs/audit-logging
# - https://cloud.google.com/logging/docs/view/logging-query-language
# custom:
#   id: GC-LOG-004
#   severity: medium
#   confidence: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, logging.LogSink, alloydb.Cluster, sqladmin.Instance, logging.LogSink.inherited]
#   parameters:
#     dest:
#       default: ["bigquery.googleapis.com/*", "storage.googleapis.com/*", "logging.googleapis.com/*", "pubsub.googleapis.com/*"]
#       type: array
#       description: Destinations that count; a star stands for anything.
#   controls: {}
#   seeds: [S0-MON-07, S0-T-048, S1-T-050, S1-T-076]
#   remediation: |
#     gcloud logging sinks update <sink> --project={{project}} \
#       --log-filter='protoPayload.serviceName="alloydb.googleapis.com" OR resource.type="alloydb.googleapis.com/Instance"'
package assay.rules.logging.export_filter

import data.assay.lib.google
import data.assay.lib.sinks

exporting := sinks.exporting(input.resource.id)

# GC-LOG-003 speaks of projects without an export.
applies if {
	google.hosts_database(input.resource.id)
	count(exporting) > 0
}

services contains "alloydb.googleapis.com" if {
	some child in data.estate.children[input.resource.id]
	startswith(child.id, "//alloydb.googleapis.com/")
}

services contains "cloudsql.googleapis.com" if {
	some child in data.estate.children[input.resource.id]
	startswith(child.id, "//cloudsql.googleapis.com/")
}

matched(service) if {
	some sink in exporting
	sinks.takes(sink.data, service)
}

fail contains {"message": message, "at": "sinks", "evidence": {"filters": filters}} if {
	some service in services
	not matched(service)
	not sinks.unclear(exporting, service)
	filters := {google.last(sink.id): sink.data.filter | some sink in exporting}
	message := sprintf("No sink takes all audit logs of %s.", [service])
}

unknown contains "The filters or exclusions say more than that they take or leave the service; they cannot be read further here." if {
	some service in services
	not matched(service)
	sinks.unclear(exporting, service)
}
