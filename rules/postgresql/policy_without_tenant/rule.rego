# METADATA
# title: Policies of tables that tenants share look at the tenant's column
# description: >-
#   Row-level security that does not ask whose row it is does not keep tenants apart, though a list of tables with
#   row-level security shows it in order. Where a policy asks another table or a function, what decides is out of sight.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# custom:
#   id: PG-MT-004
#   severity: high
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Policy]
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
#     nist-800-53-r5: [AC-3]
#   seeds: [S0-SEC-03, S2-SEC-01]
#   remediation: |
#     -- With the table's own tenant column; RESTRICTIVE holds whatever other policies say:
#     CREATE POLICY tenant_isolation ON {{schema}}.{{name}} AS RESTRICTIVE
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
package assay.rules.postgresql.policy_without_tenant

import data.assay.lib.tables
import data.assay.lib.tenancy

applies if {
	tenancy.shared
	input.resource.data.rls
	input.resource.data.policies > 0
}

policies := [child.data |
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Policy"
]

looks if {
	some policy in policies
	some column in policy.columns
	column in tenancy.columns
}

# Names and operators only: no other table, no function but those that read the setting.
elsewhere contains policy.name if {
	some policy in policies
	some text in [object.get(policy, "using_text", ""), object.get(policy, "check_text", "")]
	some call in regex.find_n(`(?i)\bfrom\b|[a-z_][a-z0-9_."]*\(`, text, -1)
	not lower(call) in {"coalesce(", "current_setting(", "lower(", "nullif(", "upper("}
}

fail contains "Row-level security is on, and no policy looks at the tenant's column." if {
	count(tenancy.columns) > 0
	not looks
	count(elsewhere) == 0
}

unknown contains message if {
	count(tenancy.columns) > 0
	not looks
	count(elsewhere) > 0
	message := sprintf("No policy looks at the tenant's column itself; %s may do so in another table or a function.", [concat(", ", sort(elsewhere))])
}

unknown contains "The table's columns were not read." if not tables.columns
