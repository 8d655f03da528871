# METADATA
# title: Cloud SQL instances log errors with their details
# description: >-
#   terse leaves out detail, hint, query and context: the part of a message that says what to do. verbose adds the
#   place in PostgreSQL's source, which does no harm.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-ERROR-VERBOSITY
# custom:
#   id: GC-LOG-014-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     allowed:
#       default: [default, verbose]
#       type: array
#       description: '"The values that are accepted; CIS asks for default."'
#   controls: {}
#   seeds: [S2-PF-SEC-04]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_error_verbosity=default,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_error_verbosity

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": message, "at": "settings.databaseFlags", "evidence": flags.shown(given, "log_error_verbosity")} if {
	value := flags.value(given, "log_error_verbosity")
	not value in input.parameters.allowed
	message := sprintf("log_error_verbosity is %s.", [value])
}
