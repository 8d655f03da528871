package bench.compute.sets

multiples(k) := {x | some i in numbers.range(1, 20000); x := i * k}

answer := {
	"both": count(multiples(2) & multiples(3)),
	"either": count(multiples(4) | multiples(5)),
	"only": count(multiples(6) - multiples(9)),
	"all": count(union({multiples(k) | some k in numbers.range(10, 14)})),
	"members": count([x | some x in numbers.range(1, 40000); x in multiples(7)]),
}
