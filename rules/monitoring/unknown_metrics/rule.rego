# METADATA
# title: No alert watches a metric that does not exist
# description: >-
#   An alert on a metric that nobody writes never fires, and looks like safety. Guides name metrics as they might be
#   called; AlloyDB's have names of their own, and its lag is in milliseconds.
# related_resources:
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# - https://cloud.google.com/monitoring/api/metrics_gcp_c
# custom:
#   id: GC-MON-012
#   severity: medium
#   resource: monitoring.AlertPolicy
#   needs: [monitoring.AlertPolicy]
#   parameters: {}
#   controls: {}
#   seeds: [S0-T-061, S0-T-063, S0-T-068, S0-T-069, S1-T-098, S1-T-100, S1-T-107, S2-T-072]
#   remediation: |
#     # Mend metric.type in the policy:
#     gcloud alpha monitoring policies update {{alertPolicy}} --project={{project}} --policy-from-file=<file>
package assay.rules.monitoring.unknown_metrics

types contains type if {
	some condition in input.resource.data.conditions
	some path in [["conditionThreshold", "filter"], ["conditionThreshold", "denominatorFilter"], ["conditionAbsent", "filter"]]
	filter := object.get(condition, path, "")
	some match in regex.find_all_string_submatch_n(`((?:alloydb|cloudsql)\.googleapis\.com/[a-z0-9_/]+)`, filter, -1)
	type := match[1]
}

applies if count(types) > 0

# What guides write, and what is meant.
mistaken := {
	"alloydb.googleapis.com/instance/cpu/utilization": "alloydb.googleapis.com/instance/cpu/average_utilization",
	"alloydb.googleapis.com/database/cpu/utilization": "alloydb.googleapis.com/instance/cpu/average_utilization",
	"alloydb.googleapis.com/instance/postgres/connections": "alloydb.googleapis.com/instance/postgres/total_connections",
	"alloydb.googleapis.com/database/postgresql/num_backends": "alloydb.googleapis.com/instance/postgres/total_connections",
	"alloydb.googleapis.com/database/replication/replica_lag": "alloydb.googleapis.com/instance/postgres/replication/maximum_lag",
	"alloydb.googleapis.com/instance/memory/utilization": "alloydb.googleapis.com/instance/memory/min_available_memory",
	"alloydb.googleapis.com/database/memory/utilization": "alloydb.googleapis.com/instance/memory/min_available_memory",
	"alloydb.googleapis.com/database/disk/utilization": "alloydb.googleapis.com/cluster/storage/usage",
	"alloydb.googleapis.com/instance/disk/utilization": "alloydb.googleapis.com/cluster/storage/usage",
	"cloudsql.googleapis.com/instance/cpu/utilization": "cloudsql.googleapis.com/database/cpu/utilization",
}

# The ones that this rule knows to exist; Google adds others.
known := {
	"alloydb.googleapis.com/cluster/storage/usage",
	"alloydb.googleapis.com/instance/cpu/average_utilization",
	"alloydb.googleapis.com/instance/cpu/maximum_utilization",
	"alloydb.googleapis.com/instance/memory/min_available_memory",
	"alloydb.googleapis.com/instance/postgres/connections_limit",
	"alloydb.googleapis.com/instance/postgres/replication/maximum_lag",
	"alloydb.googleapis.com/instance/postgres/replication/maximum_secondary_lag",
	"alloydb.googleapis.com/instance/postgres/total_connections",
	"alloydb.googleapis.com/quota/storage_usage_per_cluster/usage",
	"cloudsql.googleapis.com/database/cpu/utilization",
	"cloudsql.googleapis.com/database/disk/utilization",
	"cloudsql.googleapis.com/database/memory/utilization",
	"cloudsql.googleapis.com/database/postgresql/num_backends",
	"cloudsql.googleapis.com/database/postgresql/transaction_id_utilization",
	"cloudsql.googleapis.com/database/up",
}

fail contains {"message": message, "at": "conditions", "evidence": {"metric.type": type}} if {
	some type in types
	meant := mistaken[type]
	message := sprintf("%s does not exist; %s does.", [type, meant])
}

unknown contains sprintf("Whether %s exists is not known to this rule.", [type]) if {
	some type in types
	not type in known
	not mistaken[type]
}
