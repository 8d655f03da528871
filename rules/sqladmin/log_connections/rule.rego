# METADATA
# title: Cloud SQL instances log connections
# description: >-
#   Who came, from where and as whom is the beginning of every investigation. PostgreSQL does not write it down
#   unless it is told to.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-CONNECTIONS
# custom:
#   id: GC-LOG-009-SQL
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=log_connections=on,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.log_connections

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": "Connections are not logged.", "at": "settings.databaseFlags", "evidence": flags.shown(given, "log_connections")} if {
	flags.off(given, "log_connections")
}
