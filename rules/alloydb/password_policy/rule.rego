# METADATA
# title: Passwords of AlloyDB's built-in users must be strong
# description: >-
#   AlloyDB accepts any password, of any length, until flags say otherwise. Where there are built-in users, the least
#   that a policy asks is a length, complexity, and that the user's name is not part of it.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/alloydb-flags
# - https://cloud.google.com/alloydb/docs/instance-configure-database-flags
# custom:
#   id: GC-IAM-018
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.User]
#   parameters:
#     min_len:
#       default: 14
#       type: integer
#       description: The least length.
#     require_expiry:
#       default: false
#       type: boolean
#       description: Whether passwords must expire.
#     max_days:
#       default: 90
#       type: integer
#       description: '"Where they must, after how many days at the latest."'
#   controls: {}
#   seeds: [S0-AP-SEC-01, S0-T-004, S0-T-043]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=password.enforce_complexity=on,password.min_pass_length=14,password.enforce_password_does_not_contain_username=on,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.password_policy

import data.assay.lib.flags
import input.resource.data.databaseFlags as given

# Users are written on the primary.
applies if {
	object.get(input.resource.data, "instanceType", "PRIMARY") == "PRIMARY"
	some child in data.estate.children[input.resource.parent]
	object.get(child.data, "userType", "") == "ALLOYDB_BUILT_IN"
}

weak contains {"flag": "password.enforce_complexity", "message": "Complexity is not asked for."} if {
	not flags.on(given, "password.enforce_complexity")
}

weak contains {"flag": "password.min_pass_length", "message": message} if {
	length := to_number(flags.value(given, "password.min_pass_length"))
	length < input.parameters.min_len
	message := sprintf("%d characters are enough; at least %d are demanded.", [length, input.parameters.min_len])
}

weak contains {"flag": name, "message": "A password may hold the user's name."} if {
	name := "password.enforce_password_does_not_contain_username"
	not flags.on(given, name)
}

weak contains {"flag": "password.enforce_expiration", "message": "Passwords do not expire."} if {
	input.parameters.require_expiry
	not flags.on(given, "password.enforce_expiration")
}

weak contains {"flag": "password.expiration_in_days", "message": message} if {
	input.parameters.require_expiry
	flags.on(given, "password.enforce_expiration")
	days := to_number(flags.value(given, "password.expiration_in_days"))
	days > input.parameters.max_days
	message := sprintf("Passwords last for %d days; at most %d are allowed.", [days, input.parameters.max_days])
}

fail contains {"message": weakness.message, "at": at, "evidence": flags.shown(given, weakness.flag)} if {
	some weakness in weak
	at := sprintf("databaseFlags.%s", [weakness.flag])
}
