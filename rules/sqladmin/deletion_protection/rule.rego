# METADATA
# title: Production Cloud SQL instances are protected from deletion
# description: >-
#   With the protection an instance can only be deleted in two steps, of which the first says what is about to
#   happen. It stops mistyped names and zealous scripts.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/deletion-protection
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-MNT-007
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     environment_label:
#       default: env
#       type: string
#       description: The label that names the environment.
#     production:
#       default: [prod, production]
#       type: array
#       description: The values of the label that mean production.
#     unlabelled_is_production:
#       default: true
#       type: boolean
#       description: Whether what has no such label is judged like production.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --deletion-protection
package assay.rules.sqladmin.deletion_protection

import data.assay.lib.google

applies if {
	google.postgres
	google.production
}

fail contains {"message": "The instance can be deleted by one call.", "at": at, "evidence": {at: false}} if {
	input.resource.data.settings.deletionProtectionEnabled == false
	at := "settings.deletionProtectionEnabled"
}
