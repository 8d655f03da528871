# METADATA
# title: Alert policies on databases are enabled and notify somebody
# description: >-
#   A policy without a channel shows an incident in a console that nobody looks at. A disabled one was switched off
#   in some incident, and never on again.
# related_resources:
# - https://cloud.google.com/monitoring/alerts
# - https://cloud.google.com/monitoring/support/notification-options
# custom:
#   id: GC-MON-007
#   severity: high
#   resource: monitoring.AlertPolicy
#   needs: [monitoring.AlertPolicy, monitoring.NotificationChannel]
#   parameters:
#     min_channels:
#       default: 1
#       type: integer
#       description: The least number of channels.
#   controls: {}
#   seeds: [S0-MON-02, S0-MON-03, S0-MON-04, S2-PF-MON-01, S0-T-068, S0-T-069]
#   remediation: |
#     gcloud alpha monitoring policies update {{alertPolicy}} --project={{project}} \
#       --enabled --add-notification-channels=projects/{{project}}/notificationChannels/<channel>
package assay.rules.monitoring.silent_alerts

import data.assay.lib.google
import input.resource.data as policy

about contains text if {
	some condition in policy.conditions
	some path in [
		["conditionThreshold", "filter"],
		["conditionMatchedLog", "filter"],
		["conditionAbsent", "filter"],
		["conditionMonitoringQueryLanguage", "query"],
		["conditionPrometheusQueryLanguage", "query"],
	]
	text := object.get(condition, path, "")
	regex.match(`(?i)alloydb[._]googleapis|cloudsql[._]googleapis|cloudsql_database|AlloyDBAdmin`, text)
}

applies if count(about) > 0

fail contains {"message": "The policy is disabled.", "at": "enabled", "evidence": {"enabled": false}} if policy.enabled == false

fail contains {"message": message, "at": "notificationChannels", "evidence": {"notificationChannels": policy.notificationChannels}} if {
	count(policy.notificationChannels) < input.parameters.min_channels
	message := sprintf("The policy notifies %d channel(s); at least %d are demanded.", [count(policy.notificationChannels), input.parameters.min_channels])
}

channel(name) := data.estate.by_id[concat("", ["//monitoring.googleapis.com/", name])].data

fail contains {"message": message, "at": "notificationChannels", "evidence": {name: channel(name).verificationStatus}} if {
	some name in policy.notificationChannels
	channel(name).verificationStatus == "UNVERIFIED"
	message := sprintf("The channel %s was never verified.", [google.last(name)])
}

fail contains {"message": message, "at": "notificationChannels", "evidence": {name: "disabled"}} if {
	some name in policy.notificationChannels
	channel(name).enabled == false
	message := sprintf("The channel %s is disabled.", [google.last(name)])
}

unknown contains sprintf("The channel %s is outside the scan.", [google.last(name)]) if {
	some name in policy.notificationChannels
	not channel(name)
}
