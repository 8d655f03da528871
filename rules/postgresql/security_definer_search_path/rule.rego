# METADATA
# title: SECURITY DEFINER functions pin a safe search_path
# description: >-
#   Such a function runs with its owner's privileges but, unless it sets its own search_path, with its caller's:
#   the caller decides which table or operator a name means. A schema in which everybody may create, or temporary
#   objects that are found first, open the same door.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY
# - https://www.postgresql.org/docs/current/sql-alterroutine.html
# custom:
#   id: PG-FUNC-001
#   severity: high
#   resource: postgresql.Function
#   needs: [postgresql.Function, postgresql.Schema]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["4.5"]
#     stig-postgresql: [V-233543]
#     nist-800-53-r5: [AC-6(8)]
#   seeds: [S4-T-017]
#   remediation: |
#     ALTER ROUTINE {{schema}}.{{name}}
#       SET search_path = pg_catalog, pg_temp;
#     -- Put the schemas that it needs between the two, or qualify its
#     -- names. Add the argument types where the name is overloaded.
package assay.rules.postgresql.security_definer_search_path

import data.assay.lib.postgresql

applies if {
	input.resource.data.security_definer
	not input.resource.data.from_extension
}

fail contains {"message": weakness, "at": "search_path", "severity": severity}

path := input.resource.data.search_path

# The catalog keeps the setting as a list of identifiers, quoted where they must be.
schemas := [trim(trim_space(name), `"`) | some name in regex.find_n(`\s*"(?:[^"]|"")*"|[^,]+`, path, -1)] if {
	path != null
}

weakness := "It has no search_path of its own." if {
	path == null
} else := "Its search_path is empty: temporary objects are still found first." if {
	schemas == [""]
} else := sprintf("Its search_path has schema %s, where every role may create objects.", [concat(", ", open)]) if {
	open := [s | some s in schemas; s in creatable[postgresql.database_id]]
	count(open) > 0
} else := "Its search_path does not end with pg_temp: temporary objects are found first." if {
	[i | some i, s in schemas; s == "pg_temp"] != [count(schemas) - 1]
}

creatable[schema.parent] contains schema.data.name if {
	some schema in data.estate.by_kind["postgresql.Schema"]
	schema.data.public_create
}

severity := "low" if {
	schemas == [""]
} else := "critical" if {
	input.resource.data.owner_superuser
} else := "high"
