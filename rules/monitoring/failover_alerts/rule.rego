# METADATA
# title: Failovers and promotions raise an alert
# description: >-
#   A failover is over in a minute, and its reason matters afterwards; a promotion makes a second primary. Both are
#   written to the logs under their long method names.
# related_resources:
# - https://cloud.google.com/alloydb/docs/audit-logging
# - https://cloud.google.com/logging/docs/alerting/log-based-alerts
# custom:
#   id: GC-MON-013
#   severity: low
#   confidence: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, monitoring.AlertPolicy, logging.LogMetric, alloydb.Cluster, sqladmin.Instance]
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
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S0-T-056, S0-T-079]
#   remediation: |
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
#     # conditionMatchedLog: {filter: 'protoPayload.methodName=~"AlloyDBAdmin\.(FailoverInstance|PromoteCluster|SwitchoverCluster)"'}
package assay.rules.monitoring.failover_alerts

import data.assay.lib.alerts
import data.assay.lib.google

applies if {
	google.hosts_database(input.resource.id)
	google.production
}

filters := alerts.log_filters(input.resource.id)

# methodName="Failover", with an equals sign, matches no log.
watched if {
	some filter in filters
	regex.match(`FailoverInstance|PromoteCluster|SwitchoverCluster|instances\.failover|instances\.promoteReplica`, filter)
	not regex.match(`methodName\s*=\s*"[A-Za-z]+"`, filter)
}

fail contains {"message": "No alert tells of failovers.", "at": "alerts", "evidence": {"filters": filters}} if not watched
