# METADATA
# title: IAM database authentication is on (Cloud SQL)
# description: >-
#   With IAM, a login is a token that lives for an hour, of an account that ends when somebody leaves. Without the
#   flag there are only passwords, which are copied, shared and forgotten.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
# - https://cloud.google.com/sql/docs/postgres/iam-authentication
# custom:
#   id: GC-IAM-017
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S2-SEC-05, S2-PF-SRV-05, S2-T-065]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=cloudsql.iam_authentication=on,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
#     # The instance may restart.
package assay.rules.sqladmin.iam_authentication

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": "IAM authentication is off.", "at": "settings.databaseFlags", "evidence": flags.shown(given, "cloudsql.iam_authentication")} if {
	flags.off(given, "cloudsql.iam_authentication")
}
