# METADATA
# title: No permissive policy lets every row pass
# description: >-
#   Permissive policies are joined by OR, so that a single one that is always true opens the table whatever the
#   others say. On writes, WITH CHECK (true) lets one tenant plant rows in another's data.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-004
#   severity: critical
#   resource: postgresql.Policy
#   needs: [postgresql.Policy, postgresql.Relation]
#   parameters:
#     allow_public_read:
#       default: []
#       type: array
#       description: Tables (schema.table) whose rows everybody may read on purpose.
#     trusted_roles:
#       default: []
#       type: array
#       description: Roles to whom a policy may open every row on purpose, such as the support desk's.
#   controls:
#     cis-postgresql-17: ["4.7"]
#   seeds: []
#   remediation: |
#     -- Say who may see and write which row, for instance:
#     ALTER POLICY {{name}} ON {{schema}}.{{table}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint))
#       WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
#     -- A policy for INSERT has no USING; one for SELECT or DELETE has
#     -- no WITH CHECK.
package assay.rules.postgresql.always_true_policy

import input.resource.data as policy

applies if {
	policy.permissive
	not data.estate.by_id[input.resource.parent].data.from_extension
}

fail contains object.union(opening, {"evidence": seen}) if {
	not restricted
	not public_read
	not for_trusted_roles
}

seen := object.filter(policy, {"check_true", "cmd", "roles", "to_public", "using_true"})

opening := {"message": "WITH CHECK is always true: any row may be written."} if {
	policy.check_true
	policy.cmd in {"INSERT", "UPDATE", "ALL"}
} else := {"message": "USING is always true: any row may be read.", "severity": "low"} if {
	policy.using_true
	policy.cmd == "SELECT"
} else := {"message": sprintf("USING is always true for %s: no row is filtered.", [policy.cmd])} if {
	policy.using_true
	policy.cmd != "INSERT"
}

public_read if {
	policy.cmd == "SELECT"
	concat(".", [policy.schema, policy.table]) in input.parameters.allow_public_read
}

for_trusted_roles if {
	not policy.to_public
	every role in policy.roles {
		role in input.parameters.trusted_roles
	}
}

# A restrictive policy is joined by AND, for the roles and the command that it is for.
restricted if {
	some other in data.estate.children[input.resource.parent]
	other.kind == "postgresql.Policy"
	other.data.permissive == false
	other.data.cmd in {policy.cmd, "ALL"}
	not other.data.using_true
	not other.data.check_true
	covers(other.data)
}

covers(other) if other.to_public

covers(other) if {
	not policy.to_public
	every role in policy.roles {
		role in other.roles
	}
}
