# METADATA
# title: Cloud SQL instances log the statements that fail
# description: >-
#   An error without its statement is half a message: nobody can tell a mistake of the application from an attempt at
#   injection.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-MIN-ERROR-STATEMENT
# custom:
#   id: GC-LOG-013-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     max:
#       default: error
#       type: string
#       description: The highest level from which on statements are logged.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_min_error_statement=error,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_min_error_statement

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

value := flags.value(given, "log_min_error_statement")

fail contains {"message": message, "at": "settings.databaseFlags", "evidence": flags.shown(given, "log_min_error_statement")} if {
	flags.rank(value) > flags.rank(input.parameters.max)
	message := sprintf("Statements are logged with messages from %s on.", [value])
}

unknown contains sprintf("%q is not a level.", [value]) if not flags.rank(value)
