# METADATA
# title: An alert watches the replication lag of AlloyDB read pools and secondaries
# description: >-
#   Readers of a pool that lags see the past, and a secondary that lags loses that much when it is promoted. The
#   metrics are in milliseconds.
# related_resources:
# - https://cloud.google.com/alloydb/docs/monitor-instance
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-MON-003
#   severity: medium
#   confidence: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, monitoring.AlertPolicy, alloydb.Instance]
#   parameters:
#     max_ms:
#       default: 5000
#       type: integer
#       description: The highest lag in milliseconds at which the alert may begin.
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S0-AP-BDR-04, S0-MON-04, S0-T-062, S0-T-082, S1-T-096, S2-T-071]
#   remediation: |
#     # A file with the policy; its filter may name {{cluster}} or leave it open.
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # metric.type="alloydb.googleapis.com/instance/postgres/replication/maximum_lag"
package assay.rules.monitoring.alloydb_lag_alert

import data.assay.lib.alerts
import data.assay.lib.google

applies if replicated

replicated if google.secondary

replicated if {
	some child in data.estate.children[input.resource.id]
	object.get(child.data, "instanceType", "") == "READ_POOL"
}

of_project := google.project(input.resource.id)

metrics := {
	"alloydb.googleapis.com/instance/postgres/replication/maximum_lag",
	"alloydb.googleapis.com/instance/postgres/replication/maximum_secondary_lag",
}

watching := alerts.thresholds(of_project, metrics, {google.last(input.resource.id)})

alerted if {
	some threshold in watching
	alerts.greater(threshold)
	threshold.thresholdValue <= input.parameters.max_ms
}

fail contains {"message": "No alert watches the replication lag.", "at": "alerts"} if {
	count(watching) == 0
	not alerts.unreadable(of_project, metrics)
}

fail contains {"message": "The alert on lag comes too late.", "at": "alerts", "evidence": {"thresholds": watching}} if {
	count(watching) > 0
	not alerted
	not alerts.unreadable(of_project, metrics)
}

unknown contains "An alert in another query language may watch it." if {
	not alerted
	alerts.unreadable(of_project, metrics)
}
