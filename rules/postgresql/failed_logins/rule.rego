# METADATA
# title: Logins that fail end soon and cost the guesser time
# description: >-
#   A connection that never finishes its login holds a slot until authentication_timeout; many of them lock
#   everybody else out. And without auth_delay or credcheck the server answers wrong passwords as fast as they come,
#   so that guessing is limited by the network only. Managed services do not offer the modules; there only the time
#   is judged.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-AUTHENTICATION-TIMEOUT
# - https://www.postgresql.org/docs/current/auth-delay.html
# custom:
#   id: PG-AUTH-011
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     max_s:
#       default: 60
#       type: integer
#       description: The longest time for a login, in seconds.
#   controls:
#     cis-postgresql-17: ["5.7"]
#     nist-800-53-r5: [AC-7]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET authentication_timeout = '60s';
#     SELECT pg_reload_conf();
#     -- After the libraries that are there already; needs a restart:
#     ALTER SYSTEM SET shared_preload_libraries = 'auth_delay';
#     ALTER SYSTEM SET auth_delay.milliseconds = '500';
package assay.rules.postgresql.failed_logins

import data.assay.lib.postgresql
import data.assay.lib.settings

fail contains {"message": message, "at": "authentication_timeout"} if {
	seconds := input.resource.data.authentication_timeout.reset_val
	seconds > input.parameters.max_s
	message := sprintf("A login may take %d seconds.", [seconds])
}

fail contains {"message": "Nothing delays failed logins.", "at": "shared_preload_libraries"} if {
	not postgresql.managed
	libraries := settings.libraries
	count(libraries & {"auth_delay", "credcheck"}) == 0
}
