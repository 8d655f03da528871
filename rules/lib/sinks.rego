# METADATA
# description: Which log sinks export the logs of a project. Rules that ask need logging.LogSink.
package assay.lib.sinks

import data.assay.lib.google
import data.assay.lib.iam

of_resource(id) := [sink |
	some sink in data.estate.children[id]
	regex.match(`^//logging\.googleapis\.com/.*/sinks/`, sink.id)
]

# A project's own sinks, and those above it that include their children.
over(project) := array.concat(of_resource(project), [sink |
	some above in iam.lineage(project)
	above != project
	some sink in of_resource(above)
	sink.data.includeChildren
])

# Enabled ones to a destination that counts, besides the two that every project has. Needs the parameter dest.
exporting(project) := [sink |
	some sink in over(project)
	not sink.data.disabled
	not google.last(sink.id) in {"_Default", "_Required"}
	some pattern in input.parameters.dest
	glob.match(pattern, [], object.get(sink.data, "destination", ""))
]

# Whether a sink takes all audit logs of a service: everything, all audit logs, or the service by its name.
takes(sink, service) if {
	admits(sink.filter, service)
	every exclusion in sink.exclusions {
		spares(exclusion, service)
	}
}

admits("", _)

admits(filter, service) if {
	by_service(filter, service)
	not narrowed(filter)
}

admits(filter, _) if {
	every_audit_log(filter)
	not narrowed(filter)
	not regex.match(`serviceName|resource\.type`, filter)
}

by_service(filter, service) if {
	some match in regex.find_n(`serviceName\s*[:=]~?\s*(\([^)]*\)|"[^"]*"|[^\s()]+)`, filter, -1)
	contains(match, service)
}

# Of the logs of audits none is named, or the two that hold what is done with databases.
every_audit_log(filter) if regex.match(`cloudaudit\.googleapis\.com("|\s|$|%2F"|/")`, filter)

every_audit_log(filter) if {
	regex.match(`cloudaudit\.googleapis\.com(%2F|/)activity`, filter)
	regex.match(`cloudaudit\.googleapis\.com(%2F|/)data_access`, filter)
}

negated(filter) if regex.match(`\bNOT\b|(^|[\s(])-[A-Za-z]|!=|!~`, filter)

# What is negated, or asks for more than services, logs and types of resources, is more than can be read here.
narrowed(filter) if negated(filter)

narrowed(filter) if regex.replace(regex.replace(filter, term, ""), `\b(AND|OR)\b|[\s()]`, "") != ""

# Both of two: of the service's, or of all audit logs, those of some resources or of one log.
narrowed(filter) if {
	both(filter)
	regex.match(`resource\.type`, filter)
}

narrowed(filter) if {
	both(filter)
	regex.match(`logName|log_id`, filter)
	not every_audit_log(filter)
}

term := `(?:(?:protoPayload\.)?serviceName|logName|resource\.type)\s*[:=]~?\s*(?:\([^)]*\)|"[^"]*"|[^\s()]+)|log_id\("[^"]*"\)`

both(filter) if regex.match(`#\s*(AND\s*)?#`, regex.replace(regex.replace(filter, term, "#"), `[()]`, " "))

# Names other services, or types of resources that this one does not have.
spares(exclusion, _) if exclusion.disabled

spares(exclusion, service) if {
	regex.match(`serviceName|resource\.type`, exclusion.filter)
	not contains(exclusion.filter, short(service))
	not negated(exclusion.filter)
	not regex.match(`\bOR\b|audited_resource`, exclusion.filter)
}

excludes(exclusion, service) if {
	not exclusion.disabled
	contains(exclusion.filter, short(service))
	not negated(exclusion.filter)
}

# Audit logs of whatever service, or whatever is not severe: audit logs are notices.
excludes(exclusion, _) if {
	not exclusion.disabled
	regex.match(`cloudaudit|severity`, exclusion.filter)
	not regex.match(`serviceName|resource\.(type|labels)`, exclusion.filter)
}

# Types of resources are called alloydb.googleapis.com/Cluster and cloudsql_database.
short(service) := split(service, ".")[0]

# A filter that speaks of none of these, or of more, may take them or not; an exclusion, too.
unclear(exporting_sinks, _) if {
	some sink in exporting_sinks
	sink.data.filter != ""
	not regex.match(`serviceName|resource\.type|methodName|cloudaudit`, sink.data.filter)
}

unclear(exporting_sinks, _) if {
	some sink in exporting_sinks
	regex.match(`serviceName|cloudaudit`, sink.data.filter)
	narrowed(sink.data.filter)
}

unclear(exporting_sinks, service) if {
	some sink in exporting_sinks
	admits(sink.data.filter, service)
	some exclusion in sink.data.exclusions
	not spares(exclusion, service)
	not excludes(exclusion, service)
}

destination(name) if {
	some id, sink in data.estate.by_id
	regex.match(`^//logging\.googleapis\.com/.*/sinks/`, id)
	object.get(sink.data, "destination", "") == name
	not google.last(id) in {"_Default", "_Required"}
}
