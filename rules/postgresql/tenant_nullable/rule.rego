# METADATA
# title: The tenant's column is NOT NULL
# description: >-
#   A row without a tenant belongs to nobody: policies hide it from every tenant, jobs that run past them count it, and
#   nobody can say whose data it is when somebody asks for its deletion.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL
# - https://www.postgresql.org/docs/current/sql-altertable.html
# custom:
#   id: PG-MT-003
#   severity: high
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
#   controls:
#     stig-postgresql: [V-233526]
#     nist-800-53-r5: [SI-10]
#   seeds: [S2-T-007]
#   remediation: |
#     -- With the table's own tenant column, once each row has its tenant; the check keeps the lock short:
#     ALTER TABLE {{schema}}.{{name}} ADD CONSTRAINT tenant_known CHECK (tenant_id IS NOT NULL) NOT VALID;
#     ALTER TABLE {{schema}}.{{name}} VALIDATE CONSTRAINT tenant_known;
#     ALTER TABLE {{schema}}.{{name}} ALTER COLUMN tenant_id SET NOT NULL;
#     ALTER TABLE {{schema}}.{{name}} DROP CONSTRAINT tenant_known;
package assay.rules.postgresql.tenant_nullable

import data.assay.lib.tables
import data.assay.lib.tenancy

applies if tenancy.shared

fail contains message if {
	nullable := [tables.column_name(entry) | some entry in tenancy.entries; endswith(entry, ":null")]
	count(nullable) > 0
	message := sprintf("%s may be null.", [concat(", ", nullable)])
}

unknown contains "The table's columns were not read." if not tables.columns
