# METADATA
# title: No ordinary role of AlloyDB reads password hashes
# description: >-
#   Two flags name a role that may read pg_authid and pg_shadow, where the hashes of all passwords are. A hash can be
#   tried against lists of passwords elsewhere, without any log. Unset, no role is named.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/alloydb-flags
# custom:
#   id: GC-IAM-023
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     allow:
#       default: [alloydbsuperuser]
#       type: array
#       description: Roles that may.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=alloydb.pg_shadow_select_role=alloydbsuperuser,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.password_hashes

import data.assay.lib.flags
import input.resource.data.databaseFlags as given

fail contains {"message": message, "at": at, "evidence": flags.shown(given, name)} if {
	some name in ["alloydb.pg_authid_select_role", "alloydb.pg_shadow_select_role"]
	role := flags.value(given, name)
	role != ""
	not role in input.parameters.allow
	at := sprintf("databaseFlags.%s", [name])
	message := sprintf("%s may read password hashes.", [role])
}
