# METADATA
# title: Replication commands are logged
# description: >-
#   Whoever may replicate can copy the whole server. log_replication_commands leaves a line for each base backup and
#   each stream, which no other parameter does. On managed services replication is the provider's.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-REPLICATION-COMMANDS
# custom:
#   id: PG-LOG-015
#   severity: low
#   resource: postgresql.Settings
#   managed: "replication is the service's"
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.2"]
#     nist-800-53-r5: [AU-12]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET log_replication_commands = 'on';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.log_replication_commands

import data.assay.lib.postgresql

applies if not postgresql.managed

fail contains {"message": "Replication commands are not logged.", "at": "log_replication_commands"} if {
	input.resource.data.log_replication_commands.reset_val == "off"
}
