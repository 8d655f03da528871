# METADATA
# title: AlloyDB instances log connections
# description: >-
#   Who came, from where and as whom is the beginning of every investigation. PostgreSQL does not write it down
#   unless it is told to.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-CONNECTIONS
# custom:
#   id: GC-LOG-009
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=log_connections=on,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.log_connections

import data.assay.lib.flags

given := input.resource.data.databaseFlags

fail contains {"message": "Connections are not logged.", "at": "databaseFlags", "evidence": flags.shown(given, "log_connections")} if {
	flags.off(given, "log_connections")
}
