# METADATA
# title: Datasets with exported logs are not public
# description: >-
#   Audit logs tell names, addresses and statements with their values. A dataset that everybody may read publishes
#   them.
# related_resources:
# - https://cloud.google.com/bigquery/docs/control-access-to-resources-iam
# custom:
#   id: GC-LOG-006
#   severity: high
#   resource: bigquery.Dataset
#   needs: [bigquery.Dataset, logging.LogSink]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # Dataset {{dataset}} of project {{project}}: take the entry out of "access".
#     bq show --format=prettyjson {{project}}:{{dataset}} > dataset.json
#     bq update --source=dataset.json {{project}}:{{dataset}}
package assay.rules.logging.public_datasets

import data.assay.lib.sinks

applies if sinks.destination(concat("", ["bigquery.googleapis.com/", trim_prefix(input.resource.id, "//bigquery.googleapis.com/")]))

fail contains {"message": message, "at": at, "evidence": {at: entry}} if {
	some i, entry in input.resource.data.access
	some who in [entry.specialGroup, entry.iamMember]
	who in {"allUsers", "allAuthenticatedUsers"}
	at := sprintf("access[%d]", [i])
	message := sprintf("%s has %s.", [who, entry.role])
}
