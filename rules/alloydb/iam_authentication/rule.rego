# METADATA
# title: IAM database authentication is on (AlloyDB)
# description: >-
#   With IAM, a login is a token that lives for an hour, of an account that ends when somebody leaves. Without the
#   flag there are only passwords, which are copied, shared and forgotten.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
# - https://cloud.google.com/sql/docs/postgres/iam-authentication
# custom:
#   id: GC-IAM-010
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S0-SEC-01, S2-SEC-05, S2-PF-SRV-05, S0-T-041, S1-T-041, S1-T-091]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=alloydb.iam_authentication=on,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
#     # The instance may restart.
package assay.rules.alloydb.iam_authentication

import data.assay.lib.flags

given := input.resource.data.databaseFlags

fail contains {"message": "IAM authentication is off.", "at": "databaseFlags", "evidence": flags.shown(given, "alloydb.iam_authentication")} if {
	flags.off(given, "alloydb.iam_authentication")
}
