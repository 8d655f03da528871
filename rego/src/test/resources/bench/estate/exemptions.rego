package bench.rules.exemptions

import input.resource

exempt contains id if some id in object.keys(object.get(input.parameters, "exempt", {}))

exempt contains id if {
	some id, _ in data.estate.exemptions
}

fail contains sprintf("%s is tagged %v but not exempt.", [resource.data.name, tags]) if {
	tags := {t | some t in resource.data.tags} & {"legacy", "temporary"}
	count(tags) > 0
	not resource.id in exempt
}
