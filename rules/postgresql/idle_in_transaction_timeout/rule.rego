# METADATA
# title: Transactions in which nothing happens end by themselves
# description: >-
#   An application that stops between BEGIN and COMMIT keeps its locks and keeps vacuum from removing what everybody
#   else deletes. The timeout ends such a session; superusers, replication and the scan itself are left out here.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
# custom:
#   id: PG-CONF-008
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server, postgresql.Role, postgresql.Database, postgresql.SettingOverride]
#   parameters:
#     max_s:
#       default: 300
#       type: integer
#       description: A longer limit is told at severity low, in seconds.
#     exempt:
#       default: []
#       type: array
#       description: Names of roles that need no limit, such as for dumps.
#   controls:
#     stig-postgresql: [V-233606, V-233613]
#     nist-800-53-r5: [AC-12]
#   seeds: [S4-T-010, S4-T-052]
#   remediation: |
#     -- For each role of an application:
#     -- ALTER ROLE app SET idle_in_transaction_session_timeout = '300s';
#     -- Or for all of them:
#     ALTER SYSTEM SET idle_in_transaction_session_timeout = '300s';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.idle_in_transaction_timeout

import data.assay.lib.timeouts

limits := timeouts.limits("idle_in_transaction_session_timeout", input.resource.data.idle_in_transaction_session_timeout.reset_val)

fail contains {"message": message, "at": "idle_in_transaction_session_timeout"} if {
	names := {role | some role, limit in limits; limit == 0}
	count(names) > 0
	message := sprintf("Transactions may stay idle for: %s.", [timeouts.named(names)])
}

fail contains {"message": message, "at": "idle_in_transaction_session_timeout", "severity": "low"} if {
	names := {role | some role, limit in limits; limit > input.parameters.max_s * 1000}
	count(names) > 0
	message := sprintf("Transactions may stay idle for longer than %d s for: %s.", [input.parameters.max_s, timeouts.named(names)])
}

unknown contains "The scanning role or database has its own value, which hides the server's." if {
	some limit in limits
	limit == -1
}
