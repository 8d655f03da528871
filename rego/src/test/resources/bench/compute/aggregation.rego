package bench.compute.aggregation

orders := [{"id": i, "customer": (i * 7919) % 500, "amount": (i * 104729) % 10007} | some i in numbers.range(1, 20000)]

customers := {order.customer | some order in orders}

totals := {customer: amounts |
	some customer in customers
	amounts := [order.amount | some order in orders; order.customer == customer]
}

regions[order.customer % 10] contains order.amount if {
	some order in orders
	order.id <= 2000
}

answer := {
	"largest": array.slice(array.reverse(sort([[o.amount, o.id] | some o in orders])), 0, 10),
	"sum": sum([o.amount | some o in orders]),
	"best": {customer: max(amounts) | some customer, amounts in totals},
	"regions": {region: count(amounts) | some region, amounts in regions},
}
