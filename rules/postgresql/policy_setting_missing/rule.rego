# METADATA
# title: Policies do not fail where a setting is missing
# description: >-
#   current_setting('app.tenant_id') raises an error in every session that has not set it: the first query of a pool's
#   connection, a dump, a report. With true as second argument it is null, no row is equal to null, and nothing is
#   shown; nullif(…, '') does the same for a setting that was reset.
# related_resources:
# - https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-006
#   severity: medium
#   resource: postgresql.Policy
#   needs: [postgresql.Policy]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233544]
#     nist-800-53-r5: [SI-10(3)]
#   seeds: [S2-T-051]
#   remediation: |
#     -- Add the second argument wherever it is missing, for instance:
#     ALTER POLICY {{name}} ON {{schema}}.{{table}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
package assay.rules.postgresql.policy_setting_missing

fail contains {"message": "The policy fails in sessions that have not made the setting.", "at": "setting_no_missing_ok"} if {
	input.resource.data.setting_no_missing_ok
}
