# METADATA
# title: Keys of service accounts with roles on databases are young
# description: >-
#   Where a key cannot be avoided, its age says how many laptops and backups it is on. Three months is the usual
#   limit.
# related_resources:
# - https://cloud.google.com/iam/docs/key-rotation
# - https://cloud.google.com/sdk/gcloud/reference/iam/service-accounts/keys/create
# custom:
#   id: GC-IAM-008
#   severity: medium
#   resource: iam.ServiceAccountKey
#   needs: [iam.ServiceAccountKey, iam.Policy, cloudresourcemanager.Project]
#   parameters:
#     max_days:
#       default: 90
#       type: integer
#       description: How old a key may be.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud iam service-accounts keys create <file> --project={{project}} --iam-account={{serviceAccount}}
#     # Hand it to the workload, then:
#     gcloud iam service-accounts keys delete <key> --project={{project}} --iam-account={{serviceAccount}}
package assay.rules.iam.old_keys

import data.assay.lib.google
import data.assay.lib.iam
import input.resource.data as key

applies if {
	iam.holds_database_role(google.segment(input.resource.id, "serviceAccounts"))
	object.get(key, "keyType", "USER_MANAGED") == "USER_MANAGED"
	not key.disabled
}

fail contains {"message": message, "at": "validAfterTime", "evidence": {"validAfterTime": key.validAfterTime}} if {
	age := google.days_since(key.validAfterTime)
	age > input.parameters.max_days
	message := sprintf("The key is %d days old; at most %d are allowed.", [floor(age), input.parameters.max_days])
}
