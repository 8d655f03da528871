# METADATA
# title: The tenant's column has one type in all tables
# description: >-
#   Where tenant_id is bigint here and text there, joins cast, indexes are not used, a foreign key is impossible, and a
#   policy that works on one table fails or compares text on the other.
# related_resources:
# - https://www.postgresql.org/docs/current/typeconv-oper.html
# - https://www.postgresql.org/docs/current/sql-altertable.html
# custom:
#   id: PG-MT-006
#   severity: medium
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     strategy:
#       default: row
#       type: string
#       description: How tenants are kept apart; with schema or database instead of row this rule does not apply.
#     tenant_re:
#       default: ^(tenant|tenant_id|tenantid|organization_id|organisation_id|org_id|account_id|company_id|workspace_id)$
#       type: string
#       description: Which of the tenant columns that the collector reports count, as a regular expression.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls: {}
#   seeds: [S2-T-007]
#   remediation: |
#     -- It rewrites and locks the table; with its own tenant column and the others' type:
#     ALTER TABLE {{schema}}.{{name}} ALTER COLUMN tenant_id TYPE bigint USING tenant_id::bigint;
package assay.rules.postgresql.tenant_types_differ

import data.assay.lib.tables
import data.assay.lib.tenancy

applies if tenancy.shared

# Tables of the type that most have are right; where as many have one as the other, all are told.
fail contains message if {
	some entry in tenancy.entries
	name := tables.column_name(entry)
	type := tables.column_type(entry)
	with_type := tables_with[tables.database][name]
	some other, ids in with_type
	other != type
	count(ids) >= count(with_type[type])
	message := sprintf("%s is %s here and %s in %d other tables.", [name, type, other, count(ids)])
}

unknown contains "The table's columns were not read." if not tables.columns

# By database, column and type.
tables_with[tables.database_of(table.id)][tables.column_name(entry)][tables.column_type(entry)] contains table.id if {
	some table in data.estate.by_kind["postgresql.TableColumns"]
	some entry in table.data.tenant
}
