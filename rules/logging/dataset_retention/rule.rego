# METADATA
# title: Datasets that receive exported logs keep them long enough
# description: >-
#   Tables of a dataset with a default expiration vanish by themselves, and with them the evidence.
# related_resources:
# - https://cloud.google.com/bigquery/docs/updating-datasets
# - https://cloud.google.com/logging/docs/export/bigquery
# custom:
#   id: GC-LOG-005-BIGQUERY
#   severity: medium
#   resource: bigquery.Dataset
#   needs: [bigquery.Dataset, logging.LogSink]
#   parameters:
#     min_days:
#       default: 365
#       type: integer
#       description: For how many days logs are kept at least.
#   controls: {}
#   seeds: [S1-T-067, S4-T-040]
#   remediation: |
#     # Dataset {{dataset}} of project {{project}}: nought means that nothing expires.
#     bq update --default_table_expiration=0 {{project}}:{{dataset}}
package assay.rules.logging.dataset_retention

import data.assay.lib.sinks

applies if sinks.destination(concat("", ["bigquery.googleapis.com/", trim_prefix(input.resource.id, "//bigquery.googleapis.com/")]))

fail contains {"message": message, "at": field, "evidence": {field: days}} if {
	some field in ["defaultTableExpirationMs", "defaultPartitionExpirationMs"]
	milliseconds := object.get(input.resource.data, field, null)
	milliseconds != null
	days := to_number(milliseconds) / 86400000
	days > 0 # nought means that nothing expires
	days < input.parameters.min_days
	message := sprintf("Logs are kept for %v days; at least %d are demanded.", [days, input.parameters.min_days])
}
