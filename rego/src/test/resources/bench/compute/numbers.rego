package bench.compute.numbers

answer := {
	"squares": sum([y | some x in numbers.range(1, 200000); y := (x * x) % 1009]),
	"odd": count([x | some x in numbers.range(1, 200000); x % 2 == 1; x % 3 != 0]),
	"mean": round(sum([y | some x in numbers.range(1, 5000); y := x / 7])),
	"large": product([x | some x in numbers.range(1, 18)]),
}
