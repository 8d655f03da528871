package bench.compute.indexing

price("a", "x") := 1
price("a", "y") := 2
price("b", "x") := 3
price("b", "y") := 4
price("c", "x") := 5
price("c", "y") := 6
price("d", "x") := 7
price("d", "y") := 8

discount(n) := 0 if n < 10

discount(n) := 5 if {
	n >= 10
	n < 100
}

discount(n) := 10 if n >= 100

letters := ["a", "b", "c", "d"]

kinds := ["x", "y"]

answer := sum([cost |
	some i in numbers.range(1, 30000)
	cost := (price(letters[i % 4], kinds[i % 2]) * 100) - discount(i % 150)
])
