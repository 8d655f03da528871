# METADATA
# title: Buckets that receive exported logs keep them long enough
# description: >-
#   A retention policy keeps objects from being deleted before their time, also by those who may delete. Without one,
#   logs are kept until somebody tidies up.
# related_resources:
# - https://cloud.google.com/storage/docs/bucket-lock
# - https://cloud.google.com/sdk/gcloud/reference/storage/buckets/update
# custom:
#   id: GC-LOG-005-STORAGE
#   severity: medium
#   resource: storage.Bucket
#   needs: [storage.Bucket, logging.LogSink]
#   parameters:
#     min_days:
#       default: 365
#       type: integer
#       description: For how many days logs are kept at least.
#     locked:
#       default: false
#       type: boolean
#       description: Whether a lock is demanded.
#   controls: {}
#   seeds: [S1-T-067, S4-T-040]
#   remediation: |
#     gcloud storage buckets update gs://{{name}} --retention-period=365d
#     # --lock-retention-period cannot be undone.
package assay.rules.logging.storage_retention

import data.assay.lib.sinks

applies if sinks.destination(concat("", ["storage.googleapis.com/", input.resource.data.name]))

days := to_number(object.get(input.resource.data, ["retentionPolicy", "retentionPeriod"], "0")) / 86400

fail contains {"message": message, "at": "retentionPolicy.retentionPeriod", "evidence": {"days": days}} if {
	days < input.parameters.min_days
	message := sprintf("Logs are kept for %v days; at least %d are demanded.", [days, input.parameters.min_days])
}

fail contains {"message": "The retention is not locked.", "at": "retentionPolicy.isLocked"} if {
	input.parameters.locked
	not input.resource.data.retentionPolicy.isLocked
}
