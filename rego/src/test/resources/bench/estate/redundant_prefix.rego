package bench.rules.redundant_prefix

import data.bench.lib
import input.resource

fail contains sprintf("%s begins with the columns of %s.", [other.data.name, resource.data.name]) if {
	not resource.data.unique
	some other in lib.siblings("postgresql.Index")
	count(other.data.keys) > count(resource.data.keys)
	lib.starts_with(other.data.keys, resource.data.keys)
}
