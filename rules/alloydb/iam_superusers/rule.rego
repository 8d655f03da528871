# METADATA
# title: No IAM user or group of AlloyDB is alloydbsuperuser
# description: >-
#   alloydbsuperuser reads and changes every table of every database, and hands roles on. For a person that is more
#   than any task takes; for a group it is all of that for whoever is put into the group.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/about
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/users/set-superuser
# custom:
#   id: GC-IAM-012
#   severity: high
#   resource: alloydb.User
#   needs: [alloydb.User]
#   parameters:
#     break_glass:
#       default: []
#       type: array
#       description: Users that may be for emergencies.
#   controls: {}
#   seeds: [S0-AP-SEC-02, S0-SEC-02]
#   remediation: |
#     gcloud alloydb users set-superuser {{user}} --superuser=false \
#       --cluster={{cluster}} --region={{location}} --project={{project}}
package assay.rules.alloydb.iam_superusers

import data.assay.lib.google

# A type that Google has added is GC-IAM-013's.
applies if input.resource.data.userType == "ALLOYDB_IAM_USER"

name := google.last(input.resource.id)

fail contains {"message": message, "at": "databaseRoles", "evidence": {"databaseRoles": roles}} if {
	roles := input.resource.data.databaseRoles
	"alloydbsuperuser" in roles
	not name in input.parameters.break_glass
	message := sprintf("%s is alloydbsuperuser.", [name])
}
