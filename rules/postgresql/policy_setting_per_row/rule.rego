# METADATA
# title: Policies ask for a setting once, not for each row
# description: >-
#   A call of current_setting in a policy is evaluated for each row that is looked at, and its cast, too. Inside a scalar
#   subquery it is evaluated once for the statement. On large tables the difference is most of the time.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://supabase.com/docs/guides/database/postgres/row-level-security#rls-performance-recommendations
# custom:
#   id: PG-RLS-007
#   severity: low
#   resource: postgresql.Policy
#   needs: [postgresql.Policy]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     -- Put the call into a subquery, for instance:
#     ALTER POLICY {{name}} ON {{schema}}.{{table}}
#       USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::bigint));
package assay.rules.postgresql.policy_setting_per_row

fail contains {"message": "current_setting is called for each row.", "at": "setting_per_row"} if input.resource.data.setting_per_row
