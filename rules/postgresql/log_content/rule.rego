# METADATA
# title: The log's lines are complete, in UTC, and without look-ups of names
# description: >-
#   Terse errors lack the detail that explains them; times in a local zone are ambiguous twice a year and hard to
#   lay beside other logs; and log_hostname asks the DNS at each connection, which can stall all of them.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-ERROR-VERBOSITY
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-TIMEZONE
# custom:
#   id: PG-LOG-014
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters:
#     verbosity:
#       default: [default, verbose]
#       type: array
#       description: What log_error_verbosity may be; the CIS benchmark asks for verbose.
#     time_zones:
#       default: [UTC, GMT, UCT, Universal, Zulu, Etc/UTC, Etc/GMT, Etc/UCT, Etc/Universal, Etc/Zulu]
#       type: array
#       description: What log_timezone may be.
#   controls:
#     cis-postgresql-17: ["3.1.22", "3.1.23", "3.1.26"]
#     stig-postgresql: [V-233516, V-233532, V-233533, V-233581]
#     nist-800-53-r5: [AU-3, AU-8]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_error_verbosity = 'default';
#     ALTER SYSTEM SET log_hostname = 'off';
#     ALTER SYSTEM SET log_timezone = 'UTC';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.log_content

import input.resource.data as settings

fail contains {"message": message, "at": "log_error_verbosity"} if {
	verbosity := settings.log_error_verbosity.reset_val
	not verbosity in input.parameters.verbosity
	message := sprintf("Errors are logged in the form %s.", [verbosity])
}

fail contains {"message": "Each connection waits for a name from the DNS.", "at": "log_hostname"} if {
	settings.log_hostname.reset_val == "on"
}

fail contains {"message": message, "at": "log_timezone"} if {
	zone := settings.log_timezone.reset_val
	not zone in input.parameters.time_zones
	message := sprintf("The log's times are in the zone %s.", [zone])
}
