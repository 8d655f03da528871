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

admits(filter, service) if regex.match(sprintf(`serviceName\s*[:=]~?\s*"?%s`, [service]), filter)

admits(filter, _) if {
	contains(filter, "cloudaudit.googleapis.com")
	not regex.match(`serviceName|resource\.type|methodName`, filter)
}

excludes(exclusion, service) if {
	not exclusion.disabled
	contains(exclusion.filter, service)
}

# A filter that speaks of none of these may take them or not.
unclear(exporting_sinks) if {
	some sink in exporting_sinks
	sink.data.filter != ""
	not regex.match(`serviceName|resource\.type|methodName|cloudaudit`, sink.data.filter)
}

destination(name) if {
	some id, sink in data.estate.by_id
	regex.match(`^//logging\.googleapis\.com/.*/sinks/`, id)
	object.get(sink.data, "destination", "") == name
	not google.last(id) in {"_Default", "_Required"}
}
