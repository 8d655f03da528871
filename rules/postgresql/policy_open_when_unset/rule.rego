# METADATA
# title: Policies do not open to sessions without a setting
# description: >-
#   "current_setting('app.tenant_id', true) IS NULL OR …" shows every row to whoever has not made the setting: a pool's
#   connection before its first request, a job, a report, anybody who resets it. What a session does not say must never open
#   more than what it says; who may see all rows has a policy for a role of its own.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET
# custom:
#   id: PG-RLS-014
#   severity: high
#   resource: postgresql.Policy
#   needs: [postgresql.Policy]
#   parameters:
#     trusted_roles:
#       default: []
#       type: array
#       description: Roles that may see all rows; a policy for them alone may open.
#   controls:
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- Leave out what asks whether the setting is missing, for instance:
#     ALTER POLICY {{name}} ON {{schema}}.{{table}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
package assay.rules.postgresql.policy_open_when_unset

import input.resource.data as policy

applies if policy.permissive

fail contains {"message": message, "at": "unset_opens", "evidence": object.filter(policy, {"check_text", "cmd", "roles", "to_public", "using_text"})} if {
	policy.unset_opens
	not for_trusted_roles
	message := sprintf("Where a setting or function gives nothing, the policy lets every row through for %s.", [policy.cmd])
}

for_trusted_roles if {
	not policy.to_public
	every role in policy.roles {
		role in input.parameters.trusted_roles
	}
}
