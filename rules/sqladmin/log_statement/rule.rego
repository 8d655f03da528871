# METADATA
# title: Cloud SQL instances log changes of structure
# description: >-
#   With log_statement at ddl the log tells who dropped, altered or granted what, even where pgaudit is not set up.
#   Statements with literals come with it; mod and all log far more of them.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-STATEMENT
# custom:
#   id: GC-LOG-011-SQL
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     allowed:
#       default: [ddl, mod, all]
#       type: array
#       description: The values that are accepted.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_statement=ddl,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_statement

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": message, "at": "settings.databaseFlags", "evidence": flags.shown(given, "log_statement")} if {
	value := flags.value(given, "log_statement")
	not value in input.parameters.allowed
	message := sprintf("log_statement is %s.", [value])
}
