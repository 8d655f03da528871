# METADATA
# title: Schemas for single tenants are not too many
# description: >-
#   A schema for each tenant multiplies every table, index and statistic: catalogs grow, plans and dumps slow down, and each
#   migration runs once for each. It works for some dozens of tenants, rarely for hundreds.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-schemas.html
# - https://www.postgresql.org/docs/current/catalogs-overview.html
# custom:
#   id: PG-MT-008
#   severity: medium
#   confidence: medium
#   resource: postgresql.Database
#   needs: [postgresql.Database, postgresql.Schema]
#   parameters:
#     tenant_schema_re:
#       default: (?i)^(tenants?|t|orgs?|organi[sz]ation|customers?|cust|clients?|accounts?|acct|compan(y|ies)|workspace|ws)[_-]?[0-9a-z_-]+$
#       type: string
#       description: Names of schemas that are for one tenant each, as a regular expression.
#     max:
#       default: 100
#       type: integer
#       description: How many of them may be in a database.
#   controls: {}
#   seeds: [S2-SCH-03, S2-T-006]
#   remediation: |
#     -- Keep tenants apart by rows and row-level security, or spread database {{name}}
#     -- over several servers.
package assay.rules.postgresql.tenant_schemas

schemas := [child.data.name |
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Schema"
]

# Schemas are read in databases that were scanned.
applies if count(schemas) > 0

fail contains message if {
	tenants := [name | some name in schemas; regex.match(input.parameters.tenant_schema_re, name)]
	count(tenants) > input.parameters.max
	message := sprintf("%d schemas are for one tenant each.", [count(tenants)])
}
