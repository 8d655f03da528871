# METADATA
# title: Log buckets that receive exports keep evidence long enough
# description: >-
#   Attacks are found months later on average, and auditors ask for a year. A lock keeps the retention from being
#   shortened, by whoever has something to hide as well.
# related_resources:
# - https://cloud.google.com/logging/docs/buckets
# - https://cloud.google.com/sdk/gcloud/reference/logging/buckets/update
# custom:
#   id: GC-LOG-005
#   severity: medium
#   resource: logging.LogBucket
#   needs: [logging.LogBucket, logging.LogSink]
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
#     gcloud logging buckets update {{bucket}} --location={{location}} --project={{project}} \
#       --retention-days=365 --locked
#     # A lock cannot be undone.
package assay.rules.logging.bucket_retention

import data.assay.lib.sinks

applies if sinks.destination(concat("", ["logging.googleapis.com/", trim_prefix(input.resource.id, "//logging.googleapis.com/")]))

days := input.resource.data.retentionDays

fail contains {"message": message, "at": "retentionDays", "evidence": {"retentionDays": days}} if {
	days < input.parameters.min_days
	message := sprintf("Logs are kept for %d days; at least %d are demanded.", [days, input.parameters.min_days])
}

fail contains {"message": "The retention is not locked.", "at": "locked", "evidence": {"locked": false}} if {
	input.parameters.locked
	not input.resource.data.locked
}
