# METADATA
# title: row_security is not switched off for a role or database
# description: >-
#   With row_security off a query that a policy would filter fails, instead of returning the filtered rows. That is
#   what a dump wants; set for an application it is a sign that somebody ran into policies and tried to switch
#   them off, and the next attempt is BYPASSRLS.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-ROW-SECURITY
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-012
#   severity: medium
#   resource: postgresql.SettingOverride
#   needs: [postgresql.SettingOverride]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that want an error rather than filtered rows, such as the one that dumps.
#   controls:
#     cis-postgresql-17: ["4.7"]
#   seeds: []
#   remediation: |
#     -- In psql; the statement that it makes is run:
#     SELECT format('ALTER %s RESET row_security', CASE
#       WHEN {{role|literal}} || {{database|literal}} = '' THEN 'ROLE ALL'
#       WHEN {{role|literal}} = '' THEN format('DATABASE %I', {{database|literal}})
#       WHEN {{database|literal}} = '' THEN format('ROLE %I', {{role|literal}})
#       ELSE format('ROLE %I IN DATABASE %I', {{role|literal}}, {{database|literal}}) END) \gexec
package assay.rules.postgresql.row_security_off

import input.resource.data as setting

applies if setting.name == "row_security"

fail contains {"message": "Sessions begin with row_security off.", "at": "value"} if {
	lower(setting.value) in {"off", "false", "no", "0", "f", "n", "of", "fa", "fal", "fals"}
	not setting.role in input.parameters.allowed
}
