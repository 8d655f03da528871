# METADATA
# description: >-
#   Which alert policies of Cloud Monitoring watch what. Rules that ask have the parameter monitoring_projects and need
#   monitoring.AlertPolicy, and logging.LogMetric where they ask for logs.
package assay.lib.alerts

import data.assay.lib.google

# The alert policies that may watch what is in a project: its own, and those of the projects that watch others.
policies(of_project) := [child.data |
	some id in {of_project} | {watching |
		some name in input.parameters.monitoring_projects
		watching := concat("", ["//cloudresourcemanager.googleapis.com/projects/", name])
	}
	some child in data.estate.children[id]
	regex.match(`^//monitoring\.googleapis\.com/.*/alertPolicies/`, child.id)
	child.data.enabled
]

# The thresholds on one of the metrics that may cover a resource of such names.
thresholds(of_project, metrics, names) := [threshold |
	some policy in policies(of_project)
	some condition in policy.conditions
	threshold := object.get(condition, "conditionThreshold", {"filter": ""})
	some metric in metrics
	contains(threshold.filter, metric)
	covers(threshold.filter, names)
]

# A filter that names clusters or instances names this one, and does not leave it out.
covers(filter, names) if {
	takes(filter, names)
	not leaves_out(filter, names)
}

leaves_out(filter, names) if {
	some match in regex.find_all_string_submatch_n(`(?:cluster_id|instance_id|database_id)"?\s*!=\s*(?:([a-z_.]+)\(([^)]*)\)|"([^"]*)"|([^"\s()]+))`, filter, -1)
	some name in names
	leaves_out_by(match, name)
}

leaves_out_by(match, name) if fits(match[1], match[2], name)

leaves_out_by(match, name) if regex.match(sprintf(`(^|:)%s$`, [name]), concat("", [match[3], match[4]]))

takes(filter, _) if not names_some(filter)

takes(filter, names) if {
	some match in named(filter)
	some name in names
	regex.match(sprintf(`(^|:)%s$`, [name]), concat("", [match[1], match[2]]))
}

takes(filter, names) if {
	some match in computed(filter)
	some name in names
	fits(match[1], match[2], name)
}

names_some(filter) if count(named(filter)) > 0

names_some(filter) if count(computed(filter)) > 0

# cluster_id=starts_with("shop-"), one_of("a", "b"), monitoring.regex.full_match("shop-.*"); Cloud SQL's id is PROJECT:INSTANCE.
computed(filter) := regex.find_all_string_submatch_n(`(?:cluster_id|instance_id|database_id)"?\s*=\s*([a-z_.]+)\(([^)]*)\)`, filter, -1)

fits("one_of", given, name) if {
	some text in texts(given)
	regex.match(sprintf(`(^|:)%s$`, [name]), text)
}

fits("starts_with", given, name) if startswith(name, without_project(given))

fits("ends_with", given, name) if endswith(name, without_project(given))

fits("has_substring", given, name) if contains(name, without_project(given))

fits("monitoring.regex.full_match", given, name) if regex.match(sprintf(`^(?:%s)$`, [without_project(given)]), name)

# Other functions may take it or not; taken for yes, the threshold still has to be right.
fits(other, _, _) if not other in {"", "one_of", "starts_with", "ends_with", "has_substring", "monitoring.regex.full_match"}

without_project(given) := regex.replace(texts(given)[0], `^[^:]*:`, "")

texts(given) := [match[1] | some match in regex.find_all_string_submatch_n(`"([^"]*)"`, given, -1)]

named(filter) := regex.find_all_string_submatch_n(`(?:cluster_id|instance_id|database_id)"?\s*=\s*(?:"([^"]*)"|([^"\s()]+)(?:[\s)]|$))`, filter, -1)

# Queries in other languages may watch it in ways that cannot be read here.
unreadable(of_project, metrics) if {
	some policy in policies(of_project)
	some condition in policy.conditions
	some language in ["conditionMonitoringQueryLanguage", "conditionPrometheusQueryLanguage"]
	query := object.get(condition, [language, "query"], "")
	some metric in metrics
	mentions(query, metric)
}

# PromQL writes alloydb.googleapis.com/instance/cpu/… as alloydb_googleapis_com:instance_cpu_….
mentions(query, metric) if contains(query, metric)

mentions(query, metric) if {
	parts := regex.find_all_string_submatch_n(`^([^/]+)/(.*)$`, metric, 1)[0]
	contains(query, sprintf("%s:%s", [replace(parts[1], ".", "_"), replace(parts[2], "/", "_")]))
}

# A share: thresholds above 1 are percent, as the unit 10^2.% allows.
share(threshold) := threshold.thresholdValue / 100 if threshold.thresholdValue > 1

share(threshold) := threshold.thresholdValue if threshold.thresholdValue <= 1

greater(threshold) if threshold.comparison == "COMPARISON_GT"

less(threshold) if threshold.comparison == "COMPARISON_LT"

within(threshold, most) if google.seconds(object.get(threshold, "duration", "0s")) <= most

# The filters of alerts on log entries, and of the log-based metrics that alerts watch.
log_filters(of_project) := matched | metrics if {
	matched := {filter |
		some policy in policies(of_project)
		some condition in policy.conditions
		filter := object.get(condition, ["conditionMatchedLog", "filter"], "")
		filter != ""
	}
	metrics := {metric.data.filter |
		some metric in data.estate.children[of_project]
		regex.match(`^//logging\.googleapis\.com/.*/metrics/`, metric.id)
		some policy in policies(of_project)
		some condition in policy.conditions
		contains(object.get(condition, ["conditionThreshold", "filter"], ""), concat("", ["logging.googleapis.com/user/", google.last(metric.id)]))
	}
}
