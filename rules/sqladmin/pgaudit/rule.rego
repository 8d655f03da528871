# METADATA
# title: pgaudit is enabled on production Cloud SQL instances
# description: >-
#   PostgreSQL's own log says what went wrong; pgaudit says who read and wrote what, object by object, in a form that
#   auditors ask for. The flag loads it; in each database the extension has to be made besides.
# related_resources:
# - https://cloud.google.com/alloydb/docs/pgaudit/overview
# - https://cloud.google.com/sql/docs/postgres/pg-audit
# custom:
#   id: GC-LOG-007-SQL
#   severity: high
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
#   seeds: [S0-AP-SEC-05, S4-T-045, S4-T-065]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=cloudsql.enable_pgaudit=on,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
#     # This restarts the instance. Then, in each database: CREATE EXTENSION pgaudit;
package assay.rules.sqladmin.pgaudit

import data.assay.lib.flags
import data.assay.lib.google

given := flags.listed(input.resource.data.settings.databaseFlags)

applies if {
	google.postgres
	google.production
}

fail contains {"message": "pgaudit is not enabled.", "at": "settings.databaseFlags", "evidence": flags.shown(given, "cloudsql.enable_pgaudit")} if {
	flags.off(given, "cloudsql.enable_pgaudit")
}
