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
		not excludes(exclusion, service)
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

# What is negated, or takes some methods or severities only, is more than can be read here.
narrowed(filter) if regex.match(`\bNOT\b|(^|[\s(])-[A-Za-z]|!=|!~|severity|methodName|\bsample\(`, filter)

excludes(exclusion, service) if {
	not exclusion.disabled
	contains(exclusion.filter, service)
}

# Audit logs of whatever service, or whatever is not severe: audit logs are notices.
excludes(exclusion, _) if {
	not exclusion.disabled
	regex.match(`cloudaudit|severity`, exclusion.filter)
	not regex.match(`serviceName|resource\.(type|labels)`, exclusion.filter)
}

# A filter that speaks of none of these, or of more, may take them or not.
unclear(exporting_sinks) if {
	some sink in exporting_sinks
	sink.data.filter != ""
	not regex.match(`serviceName|resource\.type|methodName|cloudaudit`, sink.data.filter)
}

unclear(exporting_sinks) if {
	some sink in exporting_sinks
	regex.match(`serviceName|cloudaudit`, sink.data.filter)
	narrowed(sink.data.filter)
}

destination(name) if {
	some id, sink in data.estate.by_id
	regex.match(`^//logging\.googleapis\.com/.*/sinks/`, id)
	object.get(sink.data, "destination", "") == name
	not google.last(id) in {"_Default", "_Required"}
}
