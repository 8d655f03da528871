# METADATA
# title: Access to secrets is granted secret by secret
# description: >-
#   Secret Accessor on a project opens all its secrets, those of the database among them, also the ones that are made
#   tomorrow.
# related_resources:
# - https://cloud.google.com/secret-manager/docs/manage-access-to-secrets
# - https://cloud.google.com/sdk/gcloud/reference/secrets/add-iam-policy-binding
# custom:
#   id: GC-SEC-002
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy, alloydb.Cluster, sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S2-T-064]
#   remediation: |
#     # The resource: {{resource}}
#     gcloud secrets add-iam-policy-binding <secret> --project=<project> \
#       --member=<member> --role=roles/secretmanager.secretAccessor
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=roles/secretmanager.secretAccessor
package assay.rules.secrets.scoped_access

import data.assay.lib.iam

applies if iam.concerns_databases

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in iam.granted
	grant.role in {"roles/secretmanager.secretAccessor", "roles/secretmanager.admin"}
	message := sprintf("%s reads every secret (%s).", [grant.member, grant.role])
}
