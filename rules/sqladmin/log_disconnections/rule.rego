# METADATA
# title: Cloud SQL instances log disconnections
# description: >-
#   The line at the end of a session tells how long it was. With the one at its beginning it says who was there when
#   something happened.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-DISCONNECTIONS
# custom:
#   id: GC-LOG-010-SQL
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_disconnections=on,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_disconnections

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": "Disconnections are not logged.", "at": "settings.databaseFlags", "evidence": flags.shown(given, "log_disconnections")} if {
	flags.off(given, "log_disconnections")
}
