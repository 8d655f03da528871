# METADATA
# title: Cloud SQL instances log warnings
# description: >-
#   Above warning, the log is silent about what PostgreSQL itself thinks strange: wraparound that comes near, files
#   that cannot be archived, statistics that are stale.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-MIN-MESSAGES
# custom:
#   id: GC-LOG-012-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     min:
#       default: warning
#       type: string
#       description: The highest level from which on messages are logged.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_min_messages=warning,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_min_messages

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

value := flags.value(given, "log_min_messages")

fail contains {"message": message, "at": "settings.databaseFlags", "evidence": flags.shown(given, "log_min_messages")} if {
	flags.rank(value) > flags.rank(input.parameters.min)
	message := sprintf("Messages are logged from %s on.", [value])
}

unknown contains sprintf("%q is not a level.", [value]) if not flags.rank(value)
