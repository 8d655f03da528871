# METADATA
# title: Passwords of AlloyDB's built-in users are in Secret Manager
# description: >-
#   Where a user has a password, somebody has written it down. A secret for each is the place where access to it is
#   granted and logged. That there is one goes by its name.
# related_resources:
# - https://cloud.google.com/secret-manager/docs/overview
# - https://cloud.google.com/sdk/gcloud/reference/secrets/create
# custom:
#   id: GC-SEC-004
#   severity: info
#   confidence: low
#   resource: alloydb.User
#   needs: [alloydb.User, alloydb.Cluster, secretmanager.Secret]
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
#   seeds: [S2-T-064]
#   remediation: |
#     gcloud secrets create {{cluster}}-{{user}} --project={{project}} --replication-policy=automatic
package assay.rules.secrets.secret_for_login

import data.assay.lib.google

applies if {
	input.resource.data.userType == "ALLOYDB_BUILT_IN"
	google.production
}

name := lower(google.last(input.resource.id))

kept if {
	some secret in data.estate.by_kind["secretmanager.Secret"]
	contains(lower(google.last(secret.id)), name)
}

fail contains {"message": sprintf("No secret is named after %s.", [name]), "at": "name"} if not kept
