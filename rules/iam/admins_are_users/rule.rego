# METADATA
# title: Administrators of AlloyDB do not log in as users of its data
# description: >-
#   Who can make users, change flags and delete clusters needs no rows; who works with rows needs no control plane.
#   One member in both roles can do something and remove the trace of it.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/iam-roles-permissions
# custom:
#   id: GC-IAM-014
#   severity: low
#   resource: iam.Policy
#   needs: [iam.Policy, alloydb.Cluster, sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=roles/alloydb.databaseUser
package assay.rules.iam.admins_are_users

import data.assay.lib.iam

applies if iam.concerns_databases

holders(role) := {grant.member | some grant in iam.granted; grant.role == role}

both := (holders("roles/alloydb.admin") & holders("roles/alloydb.databaseUser")) | (holders("roles/cloudsql.admin") & holders("roles/cloudsql.instanceUser"))

fail contains {"message": message, "at": "bindings", "evidence": {"members": both}} if {
	count(both) > 0
	message := sprintf("%s administer the databases and log in to them.", [concat(", ", both)])
}
