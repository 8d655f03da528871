# METADATA
# title: Changes of databases' configuration raise an alert
# description: >-
#   A cluster that is deleted, promoted or opened to the internet is news that somebody should get at once. Method
#   names in audit logs are long, google.cloud.alloydb.v1.AlloyDBAdmin.UpdateInstance; a filter on "UpdateInstance"
#   alone, with an equals sign, never matches.
# related_resources:
# - https://cloud.google.com/alloydb/docs/audit-logging
# - https://cloud.google.com/logging/docs/alerting/log-based-alerts
# custom:
#   id: GC-LOG-018
#   severity: low
#   confidence: medium
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, monitoring.AlertPolicy, logging.LogMetric, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose alert policies watch this one.
#   controls: {}
#   seeds: [S1-T-049]
#   remediation: |
#     gcloud logging metrics create database-changes --project={{project}} \
#       --description="Changes of databases" \
#       --log-filter='protoPayload.methodName=~"AlloyDBAdmin\.(Create|Update|Delete|Promote)|cloudsql\.instances\.(create|update|delete)"'
#     gcloud alpha monitoring policies create --project={{project}} --policy-from-file=<file>
package assay.rules.logging.change_alerts

import data.assay.lib.alerts
import data.assay.lib.google

applies if google.hosts_database(input.resource.id)

filters := alerts.log_filters(input.resource.id)

watched if {
	some filter in filters
	regex.match(`AlloyDBAdmin|alloydb\.googleapis\.com|cloudsql\.instances|cloudsql\.googleapis\.com`, filter)
	regex.match(`methodName`, filter)
	not short_name(filter)
	not of_reading(filter)
}

# Methods that change nothing, and no other.
of_reading(filter) if {
	regex.match(`(AlloyDBAdmin|cloudsql\.instances)\.(Get|List|Generate|get|list|generate)`, filter)
	not regex.match(`(?i)create|update|delete|promote|restore|failover`, filter)
}

# methodName="UpdateInstance": equals what no log has.
short_name(filter) if regex.match(`methodName\s*=\s*"[A-Za-z]+"`, filter)

fail contains {"message": "No alert tells of changes.", "at": "alerts", "evidence": {"filters": filters}} if not watched
