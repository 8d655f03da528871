# METADATA
# title: Changes of definitions are logged, by the server or by pgaudit
# description: >-
#   Who changed a table, a role or a grant must be on record. log_statement=ddl is the least; where pgaudit is
#   loaded and logs, its trail is the better one and this parameter may stay at none.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-STATEMENT
# custom:
#   id: PG-LOG-004
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.25"]
#     stig-postgresql: [V-233565]
#     nist-800-53-r5: [AU-12]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_statement = 'ddl';
#     SELECT pg_reload_conf();
#     -- On managed services it is a flag of the instance.
package assay.rules.postgresql.log_statement

import data.assay.lib.settings
import input.resource.data as parameters

fail contains {"message": "Neither the server nor pgaudit logs changes.", "at": "log_statement"} if {
	parameters.log_statement.reset_val == "none"
	silent
}

silent if settings.pgaudit_loaded == false

silent if {
	settings.pgaudit_loaded
	lower(parameters["pgaudit.log"].reset_val) in {"", "none"}
}
