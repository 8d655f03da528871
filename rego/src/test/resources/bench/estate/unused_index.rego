package bench.rules.unused_index

import data.bench.lib
import input.resource.data as index

applies if {
	not index.unique
	not index.primary
	index.est_bytes >= input.parameters.min_bytes
}

fail contains {"message": message, "evidence": {"scans": index.scans, "bytes": index.est_bytes}} if {
	applies
	index.scans == 0
	not serves_foreign_key
	message := sprintf("%s.%s was never scanned and takes %s.", [index.schema, index.name, lib.mib(index.est_bytes)])
}

serves_foreign_key if {
	some key in lib.siblings("postgresql.ForeignKey")
	lib.starts_with(index.keys, key.data.columns)
}
