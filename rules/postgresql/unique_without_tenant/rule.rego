# METADATA
# title: What is unique is unique for each tenant
# description: >-
#   A unique constraint without the tenant's column lets one tenant learn what another has, by trying, and keeps both from
#   having it. For an e-mail address that logs in anywhere that may be wanted; for an invoice's number it is not.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-MT-007
#   severity: low
#   confidence: low
#   resource: postgresql.Index
#   needs: [postgresql.Index, postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     strategy:
#       default: row
#       type: string
#       description: How tenants are kept apart; with schema or database instead of row this rule does not apply.
#     tenant_re:
#       default: ^(tenant|tenant_id|tenantid|organization_id|organisation_id|org_id|account_id|company_id|workspace_id)$
#       type: string
#       description: Which of the tenant columns that the collector reports count, as a regular expression.
#   controls: {}
#   seeds: [S2-PF-TEN-03]
#   remediation: |
#     -- With the table's own tenant column; a constraint is dropped by ALTER TABLE … DROP CONSTRAINT:
#     CREATE UNIQUE INDEX CONCURRENTLY ON {{schema}}.{{table}} (tenant_id, the_columns_of_today);
#     DROP INDEX CONCURRENTLY {{schema}}.{{name}};
package assay.rules.postgresql.unique_without_tenant

import data.assay.lib.tables
import input.resource.data as index

columns := data.estate.by_id[concat("/", [input.resource.parent, "columns"])].data

tenant := [name |
	some entry in columns.tenant
	name := tables.column_name(entry)
	regex.match(input.parameters.tenant_re, lower(name))
]

judged if {
	input.parameters.strategy == "row"
	index.unique
	not index.primary
	not index.is_partition
}

applies if {
	judged
	count(tenant) > 0
}

applies if {
	judged
	not columns
	data.estate.by_id[input.resource.parent].data.kind in {"r", "p"}
	not data.estate.by_id[input.resource.parent].data.is_partition
}

# Often wanted: somebody should look, not more.
fail contains {"message": message, "at": "keys", "severity": "info"} if {
	count(tenant) > 0
	count({key | some key in index.keys; key in tenant}) == 0
	message := sprintf("It is unique over all tenants; %s is not among its columns.", [concat(", ", tenant)])
}

unknown contains "The table's columns were not read." if not columns
