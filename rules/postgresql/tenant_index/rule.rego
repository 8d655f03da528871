# METADATA
# title: Tables that tenants share have an index that begins with the tenant's column
# description: >-
#   Every query of a tenant asks for its rows, and row-level security adds the condition where the query forgot it.
#   Without an index that begins with the tenant's column each of them reads the rows of all tenants.
# related_resources:
# - https://www.postgresql.org/docs/current/indexes-multicolumn.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-MT-002
#   severity: high
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Index, postgresql.Partitioning]
#   parameters:
#     strategy:
#       default: row
#       type: string
#       description: How tenants are kept apart; with schema or database instead of row this rule does not apply.
#     tenant_re:
#       default: ^(tenant|tenant_id|tenantid|organization_id|organisation_id|org_id|account_id|company_id|workspace_id)$
#       type: string
#       description: Which of the tenant columns that the collector reports count, as a regular expression.
#     min_rows:
#       default: 1000
#       type: integer
#       description: Smaller tables are not judged.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls: {}
#   seeds: [S2-PF-PRF-03, S2-PF-TEN-03, S2-T-008]
#   remediation: |
#     -- With the table's own tenant column, and after it what queries ask for besides:
#     CREATE INDEX CONCURRENTLY ON {{schema}}.{{name}} (tenant_id, created_at);
package assay.rules.postgresql.tenant_index

import data.assay.lib.tables
import data.assay.lib.tenancy

applies if {
	tenancy.shared
	tables.rows >= input.parameters.min_rows
}

fail contains message if {
	count(tenancy.columns) > 0
	not indexed
	not divided
	message := sprintf("No index begins with %s.", [concat(" or ", tenancy.columns)])
}

indexed if {
	some index in tables.indexes
	index.valid
	not index.partial
	index.keys[0] in tenancy.columns
}

# Partitions by tenant do what the index would.
divided if {
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Partitioning"
	some column in child.data.keys
	column in tenancy.columns
}

unknown contains "The table's columns were not read." if not tables.columns
