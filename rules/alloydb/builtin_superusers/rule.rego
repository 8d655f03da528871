# METADATA
# title: Only postgres among AlloyDB's built-in users is alloydbsuperuser
# description: >-
#   An application that logs in as alloydbsuperuser turns every injection into the loss of all data of the cluster.
#   Migrations may need a role that owns tables, and never this one.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/about
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/users/set-roles
# custom:
#   id: GC-IAM-013
#   severity: high
#   resource: alloydb.User
#   needs: [alloydb.User]
#   parameters:
#     allow:
#       default: [postgres]
#       type: array
#       description: Built-in users that may be.
#   controls: {}
#   seeds: [S0-AP-SEC-02, S0-SEC-02]
#   remediation: |
#     gcloud alloydb users set-superuser {{user}} --superuser=false \
#       --cluster={{cluster}} --region={{location}} --project={{project}}
package assay.rules.alloydb.builtin_superusers

import data.assay.lib.google

# A type that Google has added is looked at, too.
applies if input.resource.data.userType != "ALLOYDB_IAM_USER"

name := google.last(input.resource.id)

fail contains {"message": message, "at": "databaseRoles", "evidence": {"databaseRoles": roles}} if {
	roles := input.resource.data.databaseRoles
	"alloydbsuperuser" in roles
	not name in input.parameters.allow
	message := sprintf("%s is alloydbsuperuser.", [name])
}
