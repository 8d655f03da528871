# METADATA
# title: No setting of a role or database stores a secret
# description: >-
#   What ALTER ROLE or ALTER DATABASE … SET stores can be read by every role, in pg_db_role_setting and after
#   login with SHOW, and is in every dump. The rule goes by the parameter's name; the value is never read.
# related_resources:
# - https://www.postgresql.org/docs/current/catalog-pg-db-role-setting.html
# - https://www.postgresql.org/docs/current/sql-alterrole.html
# custom:
#   id: PG-ROLE-017
#   severity: medium
#   confidence: medium
#   resource: postgresql.SettingOverride
#   needs: [postgresql.SettingOverride]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of parameters that only sound like a secret.
#   controls:
#     stig-postgresql: [V-233605]
#     nist-800-53-r5: [SC-28(1)]
#   seeds: []
#   remediation: |
#     -- Change the secret where it is used, and keep it in a secret manager.
#     -- In psql; the statement that it makes is run:
#     SELECT format('ALTER %s RESET %I', CASE
#       WHEN {{role|literal}} || {{database|literal}} = '' THEN 'ROLE ALL'
#       WHEN {{role|literal}} = '' THEN format('DATABASE %I', {{database|literal}})
#       WHEN {{database|literal}} = '' THEN format('ROLE %I', {{role|literal}})
#       ELSE format('ROLE %I IN DATABASE %I', {{role|literal}}, {{database|literal}}) END, {{name|literal}}) \gexec
package assay.rules.postgresql.secrets_in_settings

import input.resource.data as setting

fail contains {"message": message, "at": "name"} if {
	setting.looks_secret
	not setting.name in input.parameters.allowed
	message := sprintf("By its name, parameter %s holds a secret, which every role can read.", [setting.name])
}
