package bench.compute.nested

n := 90

triples := [[a, b, c] |
	some a in numbers.range(1, n)
	some b in numbers.range(a, n)
	some c in numbers.range(b, n)
	(a * a) + (b * b) == c * c
]

rows := [row |
	some i in numbers.range(1, 200)
	row := [x | some j in numbers.range(1, 200); x := (i * j) % 97]
]

answer := {"triples": triples, "diagonal": [rows[i][i] | some i in numbers.range(0, 199)]}
