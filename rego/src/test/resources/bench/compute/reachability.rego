package bench.compute.reachability

edges := {sprintf("n%d", [i]): [sprintf("n%d", [j]) | some k in numbers.range(1, 3); j := ((i * k) + (7 * k)) % 4000] |
	some i in numbers.range(0, 3999)
}

answer := {start: count(graph.reachable(edges, {start})) | some i in numbers.range(0, 9); start := sprintf("n%d", [i * 400])}
