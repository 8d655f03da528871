package bench.lib

import input.resource

siblings(kind) := [s | some s in data.estate.children[resource.parent]; s.kind == kind]

parts(kind) := [p | some p in data.estate.children[resource.id]; p.kind == kind]

starts_with(whole, start) if array.slice(whole, 0, count(start)) == start

mib(bytes) := sprintf("%d MiB", [bytes / 1048576]) if bytes % 1048576 == 0

mib(bytes) := sprintf("%.1f MiB", [bytes / 1048576]) if bytes % 1048576 != 0
