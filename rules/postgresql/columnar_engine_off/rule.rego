# METADATA
# title: AlloyDB's columnar engine is on where analytics are asked of it
# description: >-
#   Scans over many rows and few columns are what the columnar engine makes faster by an order of magnitude. It is
#   off unless the flag of the instance says so, which needs a restart; SET in a session does nothing. Say by the
#   parameter where analytics run.
# related_resources:
# - https://cloud.google.com/alloydb/docs/columnar-engine/configure
# custom:
#   id: PG-PERF-007
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     analytics:
#       default: false
#       type: boolean
#       description: Whether analytical queries run on this server.
#   controls: {}
#   seeds: [S0-T-010, S0-T-011, S0-PRF-01]
#   remediation: |
#     # All flags of the instance at once: the list replaces the old one.
#     gcloud alloydb instances update … --database-flags=google_columnar_engine.enabled=on,…
package assay.rules.postgresql.columnar_engine_off

import data.assay.lib.postgresql

applies if {
	input.parameters.analytics
	postgresql.server.provider == "alloydb"
}

fail contains {"message": "The columnar engine is off.", "at": "google_columnar_engine.enabled"} if {
	lower(input.resource.data["google_columnar_engine.enabled"].reset_val) == "off"
}
