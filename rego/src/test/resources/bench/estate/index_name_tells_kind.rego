package bench.rules.index_name_tells_kind

import input.resource.data as index

ending := "_pkey" if {
	index.primary
} else := "_key" if {
	index.unique
} else := "_idx"

fail contains sprintf("%s should end in %s.", [index.name, ending]) if not endswith(index.name, ending)
