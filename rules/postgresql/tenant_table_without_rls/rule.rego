# METADATA
# title: Tables with a tenant column have row-level security enabled
# description: >-
#   When tenants share a table, one forgotten WHERE clause shows a customer the rows of another. Row-level
#   security makes the database itself keep them apart, whatever the query says. The tenant column is found by
#   its name; that is a heuristic, and tables whose tenant column has another name are not judged.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# custom:
#   id: PG-MT-001
#   severity: critical
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
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233520]
#   seeds: [S0-SEC-03, S2-SEC-01, S2-PF-TEN-01, S2-PF-SEC-02, S2-T-046, S4-T-063]
#   remediation: |
#     CREATE POLICY tenant_isolation ON {{schema}}.{{name}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
#     ALTER TABLE {{schema}}.{{name}} ENABLE ROW LEVEL SECURITY;
#     ALTER TABLE {{schema}}.{{name}} FORCE ROW LEVEL SECURITY;
#     -- Use the table's own tenant column and its type. The application
#     -- names its tenant in each transaction: SET LOCAL app.tenant_id = …
package assay.rules.postgresql.tenant_table_without_rls

import data.assay.lib.tables
import data.assay.lib.tenancy

applies if tenancy.shared

fail contains {"message": message, "evidence": {"rls": false, "tenant": tables.columns.tenant}} if {
	count(tenancy.columns) > 0
	input.resource.data.rls == false
	message := sprintf("Tenants share the table (%s), and row-level security is off.", [concat(", ", tenancy.columns)])
}

unknown contains "The table's columns were not read." if not tables.columns
