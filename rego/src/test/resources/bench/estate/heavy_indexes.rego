package bench.rules.heavy_indexes

import data.bench.lib
import input.resource.data as table

bytes := sum([i.data.est_bytes | some i in lib.parts("postgresql.Index")])

fail contains {"message": sprintf("Indexes take %s.", [lib.mib(bytes)]), "evidence": {"bytes": bytes, "heap": table.est_heap_bytes}} if {
	bytes > input.parameters.factor * table.est_heap_bytes
}
