# METADATA
# title: The columnar engine is on where AlloyDB serves analytics
# description: >-
#   The columnar engine keeps columns in memory and answers aggregates over large tables many times faster. It is a
#   flag of the instance, for which it restarts: neither ALTER DATABASE nor SET switches it on.
# related_resources:
# - https://cloud.google.com/alloydb/docs/columnar-engine/configure
# - https://cloud.google.com/alloydb/docs/reference/alloydb-flags
# custom:
#   id: GC-PERF-002
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     workload_label:
#       default: workload
#       type: string
#       description: The cluster's label that names what it does.
#     labels:
#       default: [analytics, htap]
#       type: array
#       description: The values of the label that demand it.
#   controls: {}
#   seeds:
#     [S0-COL-01, S0-COL-02, S0-COL-03, S0-COL-04, S0-COL-NO-01, S0-COL-NO-02, S0-AP-PRF-01, S0-PRF-01, S0-T-010,
#     S0-T-011, S1-T-031]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=google_columnar_engine.enabled=on,…
#     # This restarts the instance. The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.columnar_engine

import data.assay.lib.flags
import data.assay.lib.google
import input.resource.data.databaseFlags as given

applies if google.labels[input.parameters.workload_label] in input.parameters.labels

fail contains {"message": "The columnar engine is off.", "at": "databaseFlags", "evidence": seen} if {
	not flags.on(given, "google_columnar_engine.enabled")
	seen := flags.shown(given, "google_columnar_engine.enabled")
}
