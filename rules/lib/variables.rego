# METADATA
# description: >-
#   Variables of workloads whose literal values the collector withheld: it tells whether a value is empty, a URL, or a URL
#   with a password.
package assay.lib.variables

# Of Cloud Run's services and jobs, in the Knative and the newer form.
of_containers := [variable |
	some path in [
		["spec", "template", "spec", "containers"],
		["template", "containers"],
		["spec", "template", "spec", "template", "spec", "containers"],
		["template", "template", "containers"],
	]
	some container in object.get(input.resource.data, path, [])
	some variable in object.get(container, "env", [])
]

holds_password(variable, names) if {
	told := literal(variable)
	told.empty == false
	regex.match(names, variable.name)
	not told.url
}

holds_password(variable, _) if literal(variable).urlWithPassword

# A reference to a secret has no value of its own.
literal(variable) := {
	"empty": object.get(told, "empty", false),
	"url": object.get(told, "url", false),
	"urlWithPassword": object.get(told, "urlWithPassword", false),
} if {
	told := object.get(variable, "withheld", null)
	is_object(told)
}
