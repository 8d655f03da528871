package bench.compute.text

words := ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]

lines := [line |
	some i in numbers.range(1, 20000)
	a := words[i % 8]
	b := words[(i * 3) % 8]
	line := sprintf("%s-%d:%s", [upper(a), i, concat("/", [b, a])])
]

answer := {
	"longest": max([count(line) | some line in lines]),
	"theta": count([line | some line in lines; contains(line, "theta"); startswith(line, "ALPHA")]),
	"parts": {part | some line in lines; some part in split(replace(trim_suffix(line, "a"), "-", ":"), ":"); count(part) > 5; not regex.match(`^[0-9]+$`, part)},
	"length": count(concat("", [substring(line, 0, 4) | some line in lines])),
}
