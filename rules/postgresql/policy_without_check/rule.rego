# METADATA
# title: Policies for writing say which rows may be written
# description: >-
#   Without WITH CHECK the expression of USING decides about new rows, too. That is sound where it names the tenant,
#   but few readers know it; where it does not, a role may move rows it sees to a tenant that it does not.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-005
#   severity: medium
#   resource: postgresql.Policy
#   needs: [postgresql.Policy, postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     explicit_check:
#       default: false
#       type: boolean
#       description: Whether every policy has to say WITH CHECK; otherwise only those that do not look at the tenant's column are found.
#   controls:
#     cis-postgresql-17: ["4.7"]
#   seeds: [S2-T-047, S4-T-044]
#   remediation: |
#     -- With the expression that decides about new rows, for instance:
#     ALTER POLICY {{name}} ON {{schema}}.{{table}}
#       WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
package assay.rules.postgresql.policy_without_check

import input.resource.data as policy

applies if {
	policy.cmd in {"ALL", "UPDATE"}
	policy.permissive
	not data.estate.by_id[input.resource.parent].data.from_extension
}

fail contains {"message": "USING decides about new rows, too, and does not look at the tenant's column.", "at": "has_check"} if {
	unchecked
	misses_tenant
}

fail contains {"message": "USING decides about new rows, too.", "at": "has_check", "severity": "info"} if {
	unchecked
	input.parameters.explicit_check
	not misses_tenant
}

unchecked if {
	policy.has_using
	policy.has_check == false
}

misses_tenant if {
	tenant := {split(column, ":")[0] | some column in data.estate.by_id[concat("/", [input.resource.parent, "columns"])].data.tenant}
	count(tenant) > 0
	count({column | some column in policy.columns; column in tenant}) == 0
}
