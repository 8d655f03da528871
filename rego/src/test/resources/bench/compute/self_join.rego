package bench.compute.self_join

items := [{"id": i, "key": (i * 7919) % 700, "next": (i * 31) % 1500} | some i in numbers.range(1, 1500)]

pairs := [[a.id, b.id] |
	some a in items
	some b in items
	a.key == b.key
	a.id < b.id
]

chains := count([1 |
	some a in items
	some b in items
	b.id == a.next
	b.key != a.key
])

answer := {"pairs": count(pairs), "first": array.slice(pairs, 0, 5), "chains": chains}
