# METADATA
# title: autovacuum is on (AlloyDB)
# description: >-
#   Without it dead rows are never reclaimed, statistics grow stale, and transaction numbers run out, until the
#   database refuses to write. There is no load for which off is right; slower, or at other times, there are settings
#   for.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#GUC-AUTOVACUUM
# custom:
#   id: GC-PERF-008
#   severity: high
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S0-PRF-07]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=autovacuum=on,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.autovacuum_flag

import data.assay.lib.flags

given := input.resource.data.databaseFlags

fail contains {"message": "autovacuum is off.", "at": "databaseFlags", "evidence": flags.shown(given, "autovacuum")} if {
	flags.off(given, "autovacuum")
}
