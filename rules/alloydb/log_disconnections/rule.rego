# METADATA
# title: AlloyDB instances log disconnections
# description: >-
#   The line at the end of a session tells how long it was. With the one at its beginning it says who was there when
#   something happened.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-DISCONNECTIONS
# custom:
#   id: GC-LOG-010
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=log_disconnections=on,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.log_disconnections

import data.assay.lib.flags

given := input.resource.data.databaseFlags

fail contains {"message": "Disconnections are not logged.", "at": "databaseFlags", "evidence": flags.shown(given, "log_disconnections")} if {
	flags.off(given, "log_disconnections")
}
