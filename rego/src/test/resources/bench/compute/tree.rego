package bench.compute.tree

leaf(i) := {"name": sprintf("leaf%d", [i]), "size": (i * 31) % 1000, "labels": {"team": i % 7, "env": i % 3}}

tree := {sprintf("a%d", [a]): {sprintf("b%d", [b]): [leaf(((a * 400) + (b * 20)) + c) | some c in numbers.range(0, 19)] |
	some b in numbers.range(0, 19)
} |
	some a in numbers.range(0, 9)
}

sizes := [value | walk(tree, [path, value]); path[count(path) - 1] == "size"]

teams[team] contains concat(".", [sprintf("%v", [p]) | some p in array.slice(path, 0, count(path) - 1)]) if {
	walk(tree, [path, value])
	team := value.labels.team
}

answer := {"sum": sum(sizes), "teams": {team: count(paths) | some team, paths in teams}}
