# METADATA
# title: In a schema that tenants share every table says whose its rows are
# description: >-
#   Where most tables have a tenant's column, one without is either a list that all tenants may read, or was forgotten:
#   then no policy can guard it, and its rows can neither be exported nor deleted for one tenant. Lists are known by
#   name; that is a guess.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://cloud.google.com/alloydb/docs/ai/secure-data-using-parameterized-secure-views
# custom:
#   id: PG-MT-005
#   severity: medium
#   confidence: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     strategy:
#       default: row
#       type: string
#       description: How tenants are kept apart; with schema or database instead of row this rule does not apply.
#     share:
#       default: 0.7
#       type: number
#       description: From what share of a schema's tables with a tenant's column on tenants share the schema.
#     exempt:
#       default: (?i)^(tenants?|organi[sz]ations?|accounts?|compan(y|ies)|workspaces?|plans?|countr(y|ies)|currenc(y|ies)|languages?|locales?|time_?zones?|.*_(types?|kinds?|status(es)?|lookup|codes?)|lookup_.*|schema_migrations|flyway_schema_history|databasechangelog(lock)?|alembic_version|django_migrations|goose_db_version|knex_migrations(_lock)?|_prisma_migrations|ar_internal_metadata)$
#       type: string
#       description: Names of tables that are for all tenants, as a regular expression.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls: {}
#   seeds: [S2-SCH-05, S2-PF-SCH-02, S2-T-007]
#   remediation: |
#     -- With the type that the other tables have:
#     ALTER TABLE {{schema}}.{{name}} ADD COLUMN tenant_id bigint;
#     -- Fill it in, then make it NOT NULL and write a policy.
package assay.rules.postgresql.table_without_tenant

import data.assay.lib.tables
import data.assay.lib.tenancy

applies if {
	tenancy.own_table
	not regex.match(input.parameters.exempt, input.resource.data.name)
}

fail contains message if {
	count(tables.columns.tenant) == 0
	share := shares[input.resource.parent]
	share >= input.parameters.share
	message := sprintf("%d %% of the schema's tables have a tenant's column, and this one has none.", [floor(share * 100)])
}

unknown contains "The table's columns were not read." if not tables.columns

shares[schema] := count([entry | some entry in entries; entry[1] > 0]) / count(entries) if some schema, entries in tenant_columns

# How many tenant columns each table of a schema has.
tenant_columns[schema] contains [table.id, count(table.data.tenant)] if {
	some table in data.estate.by_kind["postgresql.TableColumns"]
	schema := concat("/", array.slice(split(table.id, "/"), 0, 5))
}
