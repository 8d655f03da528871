# METADATA
# title: pgaudit is enabled on production AlloyDB instances
# description: >-
#   PostgreSQL's own log says what went wrong; pgaudit says who read and wrote what, object by object, in a form that
#   auditors ask for. The flag loads it; in each database the extension has to be made besides.
# related_resources:
# - https://cloud.google.com/alloydb/docs/pgaudit/overview
# - https://cloud.google.com/sql/docs/postgres/pg-audit
# custom:
#   id: GC-LOG-007
#   severity: high
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
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
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=alloydb.enable_pgaudit=on,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
#     # This restarts the instance. Then, in each database: CREATE EXTENSION pgaudit;
package assay.rules.alloydb.pgaudit

import data.assay.lib.flags
import data.assay.lib.google

given := input.resource.data.databaseFlags

applies if google.production

fail contains {"message": "pgaudit is not enabled.", "at": "databaseFlags", "evidence": flags.shown(given, "alloydb.enable_pgaudit")} if {
	flags.off(given, "alloydb.enable_pgaudit")
}
