# METADATA
# title: autovacuum is on (Cloud SQL)
# description: >-
#   Without it dead rows are never reclaimed, statistics grow stale, and transaction numbers run out, until the
#   database refuses to write. There is no load for which off is right; slower, or at other times, there are settings
#   for.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#GUC-AUTOVACUUM
# custom:
#   id: GC-PERF-008-SQL
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S0-PRF-07]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=autovacuum=on,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.autovacuum_flag

import data.assay.lib.flags
import data.assay.lib.google

applies if google.postgres

given := flags.listed(input.resource.data.settings.databaseFlags)

fail contains {"message": "autovacuum is off.", "at": "settings.databaseFlags", "evidence": flags.shown(given, "autovacuum")} if {
	flags.off(given, "autovacuum")
}
