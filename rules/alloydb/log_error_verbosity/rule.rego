# METADATA
# title: AlloyDB instances log errors with their details
# description: >-
#   terse leaves out detail, hint, query and context: the part of a message that says what to do. verbose adds the
#   place in PostgreSQL's source, which does no harm.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-ERROR-VERBOSITY
# custom:
#   id: GC-LOG-014
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     allowed:
#       default: [default, verbose]
#       type: array
#       description: '"The values that are accepted; CIS asks for default."'
#   controls: {}
#   seeds: [S2-PF-SEC-04]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=log_error_verbosity=default,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.log_error_verbosity

import data.assay.lib.flags

given := input.resource.data.databaseFlags

fail contains {"message": message, "at": "databaseFlags", "evidence": flags.shown(given, "log_error_verbosity")} if {
	value := flags.value(given, "log_error_verbosity")
	not value in input.parameters.allowed
	message := sprintf("log_error_verbosity is %s.", [value])
}
