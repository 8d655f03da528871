# METADATA
# title: AlloyDB's index advisor is on
# description: >-
#   It watches which queries scan what an index would find, and lists the indexes that would help. It is on by itself
#   and costs little; off, nobody is told.
# related_resources:
# - https://cloud.google.com/alloydb/docs/use-index-advisor
# - https://cloud.google.com/alloydb/docs/reference/alloydb-flags
# custom:
#   id: GC-PERF-013
#   severity: info
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
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=google_db_advisor.enabled=on,…
#     # This restarts the instance. The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.index_advisor

import data.assay.lib.flags
import data.assay.lib.google
import input.resource.data.databaseFlags as given

applies if google.production

fail contains {"message": "The index advisor is off.", "at": "databaseFlags", "evidence": seen} if {
	flags.off(given, "google_db_advisor.enabled")
	seen := flags.shown(given, "google_db_advisor.enabled")
}
