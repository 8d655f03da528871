# METADATA
# title: A primary that must not fail has its standby
# description: >-
#   A standby that fell away is noticed when it is needed. Say by the parameter how many there should be; unless it
#   is said the rule does not apply, and on managed services the standby is the provider's and not seen here.
# related_resources:
# - https://www.postgresql.org/docs/current/warm-standby.html
# custom:
#   id: PG-REPL-005
#   severity: medium
#   resource: postgresql.Server
#   needs: [postgresql.Server, postgresql.Replication]
#   parameters:
#     standbys:
#       default: 0
#       type: integer
#       description: How many standbys should be attached; 0 where none is asked for.
#   controls:
#     cis-postgresql-17: ["7.5"]
#     nist-800-53-r5: [CP-10]
#   seeds: []
#   remediation: |
#     # On the standby: is it running, does it reach the primary, does its slot still exist?
#     # SELECT status, slot_name FROM pg_stat_wal_receiver;
package assay.rules.postgresql.standby_attached

applies if {
	input.parameters.standbys > 0
	input.resource.data.provider == "postgresql"
	not input.resource.data.in_recovery
}

streaming := [other.data.streaming |
	some other in data.estate.children[input.resource.id]
	other.kind == "postgresql.Replication"
	not other.data.logical
]

fail contains message if {
	attached := sum(streaming)
	attached < input.parameters.standbys
	message := sprintf("%d of %d standbys are attached.", [attached, input.parameters.standbys])
}

unknown contains "Whether it is a primary of one's own was not reported." if not input.resource.data.provider

unknown contains "Whether it is a primary was not reported." if not is_boolean(input.resource.data.in_recovery)
