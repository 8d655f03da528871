# METADATA
# title: Somebody keeps what the server logs
# description: >-
#   With log_destination=stderr and no collector the log goes wherever the server's standard error was pointed at
#   its start, perhaps to nowhere. Where systemd or a container platform collects it, say so by the parameter.
#   Managed services ship their logs by themselves.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOGGING-COLLECTOR
# custom:
#   id: PG-LOG-011
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   managed: "the service collects the log"
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     stderr_is_collected:
#       default: false
#       type: boolean
#       description: Whether something outside of PostgreSQL keeps its standard error.
#   controls:
#     cis-postgresql-17: ["3.1.2", "3.1.3"]
#     stig-postgresql: [V-233610]
#     nist-800-53-r5: [AU-4(1)]
#   seeds: []
#   remediation: |
#     -- Needs a restart:
#     ALTER SYSTEM SET logging_collector = 'on';
package assay.rules.postgresql.logging_collector

import data.assay.lib.postgresql
import input.resource.data as settings

applies if {
	not postgresql.managed
	not input.parameters.stderr_is_collected
}

fail contains {"message": "Nothing in PostgreSQL keeps the log.", "at": "logging_collector"} if {
	settings.logging_collector.reset_val == "off"
	settings.log_destination.reset_val == "stderr"
}
