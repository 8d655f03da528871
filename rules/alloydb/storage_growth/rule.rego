# METADATA
# title: Storage of AlloyDB clusters grows within bounds
# description: >-
#   Storage is paid for by what is used and grows without asking. A fifth more in a month is a table that nobody
#   archives, or a queue that nobody empties.
# related_resources:
# - https://cloud.google.com/alloydb/pricing
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-COST-010
#   severity: info
#   confidence: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, monitoring.TimeSeries]
#   parameters:
#     max_pct_month:
#       default: 20
#       type: integer
#       description: The most that storage may grow in thirty days in percent.
#   controls: {}
#   seeds: [S0-AP-CST-04, S0-CST-05, S2-SCA-01, S2-SCA-04, S2-PF-CST-03]
#   remediation: |
#     # Find the tables that grew: scan the databases of {{cluster}}, or look at pg_total_relation_size.
#     gcloud alloydb instances list --cluster={{cluster}} --region={{location}} --project={{project}}
package assay.rules.alloydb.storage_growth

import data.assay.lib.google
import data.assay.lib.measured

metric := "alloydb.googleapis.com/cluster/storage/usage"

growth := max([pct |
	some one in measured.series(input.resource.id, metric)
	one.first > 0
	days := (time.parse_rfc3339_ns(one.lastTime) - time.parse_rfc3339_ns(one.firstTime)) / (24 * google.hour)
	days >= 7
	pct := ((((one.last - one.first) / one.first) * 100) * 30) / days
])

fail contains {"message": message, "at": "storage", "evidence": {"growth": growth}} if {
	growth > input.parameters.max_pct_month
	message := sprintf("Storage grows by %d %% a month; %d are expected.", [round(growth), input.parameters.max_pct_month])
}

unknown contains "The storage was not measured over a week." if not growth
