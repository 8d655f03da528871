# METADATA
# title: No application's query may run for ever
# description: >-
#   A query without a limit holds its locks, its memory and the oldest row that vacuum must keep until somebody
#   notices. A limit for the whole server also ends dumps and index builds, so that it is best set for the roles of
#   applications; superusers, replication and the scan itself are left out here.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-STATEMENT-TIMEOUT
# - https://www.postgresql.org/docs/current/sql-alterrole.html
# custom:
#   id: PG-CONF-007
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server, postgresql.Role, postgresql.Database, postgresql.SettingOverride]
#   parameters:
#     max_s:
#       default: 60
#       type: integer
#       description: A longer limit is told at severity low, in seconds.
#     exempt:
#       default: []
#       type: array
#       description: Names of roles that need no limit, such as for dumps.
#   controls:
#     stig-postgresql: [V-233613]
#     nist-800-53-r5: [AC-12]
#   seeds: [S4-T-010]
#   remediation: |
#     -- For each role of an application:
#     -- ALTER ROLE app SET statement_timeout = '60s';
#     -- Or for all of them:
#     ALTER SYSTEM SET statement_timeout = '60s';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.statement_timeout

import data.assay.lib.timeouts

limits := timeouts.limits("statement_timeout", input.resource.data.statement_timeout.reset_val)

fail contains {"message": message, "at": "statement_timeout"} if {
	names := {role | some role, limit in limits; limit == 0}
	count(names) > 0
	message := sprintf("Queries have no limit for: %s.", [timeouts.named(names)])
}

fail contains {"message": message, "at": "statement_timeout", "severity": "low"} if {
	names := {role | some role, limit in limits; limit > input.parameters.max_s * 1000}
	count(names) > 0
	message := sprintf("Queries may run for longer than %d s for: %s.", [input.parameters.max_s, timeouts.named(names)])
}

unknown contains "The scanning role or database has its own value, which hides the server's." if {
	some limit in limits
	limit == -1
}
