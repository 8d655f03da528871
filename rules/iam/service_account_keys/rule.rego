# METADATA
# title: Service accounts with roles on databases have no keys of users
# description: >-
#   A key is a file that is a password: it is mailed, committed and copied, and works from anywhere until somebody
#   deletes it. Workloads on Google Cloud need none, and elsewhere Workload Identity Federation replaces them.
# related_resources:
# - https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys
# - https://cloud.google.com/sdk/gcloud/reference/iam/service-accounts/keys/delete
# custom:
#   id: GC-IAM-007
#   severity: high
#   resource: iam.ServiceAccountKey
#   needs: [iam.ServiceAccountKey, iam.Policy, cloudresourcemanager.Project]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # Find out who uses it: gcloud policy-intelligence query-activity, or the audit logs. Then:
#     gcloud iam service-accounts keys delete <key> --project={{project}} \
#       --iam-account={{serviceAccount}}
package assay.rules.iam.service_account_keys

import data.assay.lib.google
import data.assay.lib.iam
import input.resource.data as key

applies if iam.holds_database_role(account)

account := google.segment(input.resource.id, "serviceAccounts")

fail contains {"message": message, "at": "keyType", "evidence": object.filter(key, {"keyType", "validAfterTime"})} if {
	key.keyType == "USER_MANAGED"
	not key.disabled
	message := sprintf("%s has roles on databases, and a key of users.", [account])
}
