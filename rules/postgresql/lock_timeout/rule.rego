# METADATA
# title: No application waits for a lock for ever
# description: >-
#   A statement that waits for a lock makes all wait that come after it. With lock_timeout it gives up and says so,
#   instead of filling the pool until the application stands still. Superusers, replication and the scan itself are
#   left out here.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT
# custom:
#   id: PG-CONF-009
#   severity: low
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server, postgresql.Role, postgresql.Database, postgresql.SettingOverride]
#   parameters:
#     max_s:
#       default: 10
#       type: integer
#       description: A longer limit is told at severity low, in seconds.
#     exempt:
#       default: []
#       type: array
#       description: Names of roles that need no limit, such as for dumps.
#   controls: {}
#   seeds: [S4-T-010]
#   remediation: |
#     -- For each role of an application:
#     -- ALTER ROLE app SET lock_timeout = '10s';
#     -- Or for all of them:
#     ALTER SYSTEM SET lock_timeout = '10s';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.lock_timeout

import data.assay.lib.timeouts

limits := timeouts.limits("lock_timeout", input.resource.data.lock_timeout.reset_val)

fail contains {"message": message, "at": "lock_timeout"} if {
	names := {role | some role, limit in limits; limit == 0}
	count(names) > 0
	message := sprintf("Waits for locks have no limit for: %s.", [timeouts.named(names)])
}

fail contains {"message": message, "at": "lock_timeout", "severity": "low"} if {
	names := {role | some role, limit in limits; limit > input.parameters.max_s * 1000}
	count(names) > 0
	message := sprintf("Waits for locks may last longer than %d s for: %s.", [input.parameters.max_s, timeouts.named(names)])
}

unknown contains "The scanning role or database has its own value, which hides the server's." if {
	some limit in limits
	limit == -1
}
