# Asks each rule for each resource of its kind, as Assay does.
package bench.audit

parameters := {
	"min_bytes": 1048576,
	"min_rows": 10000,
	"max_indexes": 8,
	"factor": 3,
	"max_days": 90,
	"max_columns": 4,
	"exempt": {},
	"least": {"max_connections": 100, "shared_buffers": 16384, "work_mem": 4096},
}

resources(kind) := data.estate.by_kind[sprintf("postgresql.%s", [kind])]

unused_index contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.unused_index.fail with input as {"resource": resource, "parameters": parameters}
}

duplicate_index contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.duplicate_index.fail with input as {"resource": resource, "parameters": parameters}
}

redundant_prefix contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.redundant_prefix.fail with input as {"resource": resource, "parameters": parameters}
}

index_name contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.index_name.fail with input as {"resource": resource, "parameters": parameters}
}

index_name_tells_kind contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.index_name_tells_kind.fail with input as {"resource": resource, "parameters": parameters}
}

invalid_index contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.invalid_index.fail with input as {"resource": resource, "parameters": parameters}
}

stale_index contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.stale_index.fail with input as {"resource": resource, "parameters": parameters}
}

wide_index contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.wide_index.fail with input as {"resource": resource, "parameters": parameters}
}

index_method contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.index_method.fail with input as {"resource": resource, "parameters": parameters}
}

exemptions contains [resource.id, message] if {
	some resource in resources("Index")
	some message in data.bench.rules.exemptions.fail with input as {"resource": resource, "parameters": parameters}
}

foreign_key_without_index contains [resource.id, message] if {
	some resource in resources("ForeignKey")
	some message in data.bench.rules.foreign_key_without_index.fail with input as {"resource": resource, "parameters": parameters}
}

key_types_match contains [resource.id, message] if {
	some resource in resources("ForeignKey")
	some message in data.bench.rules.key_types_match.fail with input as {"resource": resource, "parameters": parameters}
}

too_many_indexes contains [resource.id, message] if {
	some resource in resources("Relation")
	some message in data.bench.rules.too_many_indexes.fail with input as {"resource": resource, "parameters": parameters}
}

heavy_indexes contains [resource.id, message] if {
	some resource in resources("Relation")
	some message in data.bench.rules.heavy_indexes.fail with input as {"resource": resource, "parameters": parameters}
}

missing_primary_key contains [resource.id, message] if {
	some resource in resources("Relation")
	some message in data.bench.rules.missing_primary_key.fail with input as {"resource": resource, "parameters": parameters}
}

owner_may_log_in contains [resource.id, message] if {
	some resource in resources("Relation")
	some message in data.bench.rules.owner_may_log_in.fail with input as {"resource": resource, "parameters": parameters}
}

column_names contains [resource.id, message] if {
	some resource in resources("Relation")
	some message in data.bench.rules.column_names.fail with input as {"resource": resource, "parameters": parameters}
}

autovacuum_options contains [resource.id, message] if {
	some resource in resources("Relation")
	some message in data.bench.rules.autovacuum_options.fail with input as {"resource": resource, "parameters": parameters}
}

ambiguous_table := data.bench.rules.ambiguous_table.fail

settings contains [resource.id, message] if {
	some resource in resources("Settings")
	some message in data.bench.rules.settings.fail with input as {"resource": resource, "parameters": parameters}
}

