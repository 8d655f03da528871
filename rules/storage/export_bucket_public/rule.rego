# METADATA
# title: Buckets of database exports cannot be made public
# description: >-
#   An export is the whole database in a file. Public access prevention refuses allUsers on the bucket, whoever
#   grants it. Which buckets hold exports, a label tells; grants that exist are GC-IAM-003's.
# related_resources:
# - https://cloud.google.com/storage/docs/public-access-prevention
# - https://cloud.google.com/sdk/gcloud/reference/storage/buckets/update
# custom:
#   id: GC-BKP-016
#   severity: critical
#   resource: storage.Bucket
#   needs: [storage.Bucket]
#   parameters:
#     purpose_label:
#       default: purpose
#       type: string
#       description: The label that tells what a bucket is for.
#     exports:
#       default: [db-export, backup]
#       type: array
#       description: The values of the label that mean exports of databases.
#   controls: {}
#   seeds: [S1-T-029, S1-T-030, S1-T-054, S4-T-050]
#   remediation: |
#     gcloud storage buckets update gs://{{name}} --public-access-prevention
package assay.rules.storage.export_bucket_public

applies if input.resource.data.labels[input.parameters.purpose_label] in input.parameters.exports

fail contains {"message": "Public access is not prevented.", "at": at, "evidence": {at: prevention}} if {
	prevention := input.resource.data.iamConfiguration.publicAccessPrevention
	prevention != "enforced"
	at := "iamConfiguration.publicAccessPrevention"
}
