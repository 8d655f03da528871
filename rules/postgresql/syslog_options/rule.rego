# METADATA
# title: Nothing is lost on the way to syslog
# description: >-
#   Many syslog daemons drop lines that are repeated and cut lines that are long. Sequence numbers keep equal lines
#   apart, and splitting keeps each below the limit.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-SYSLOG-SEQUENCE-NUMBERS
# custom:
#   id: PG-LOG-013
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.1.10", "3.1.11", "3.1.12", "3.1.13"]
#     nist-800-53-r5: [AU-4]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET syslog_sequence_numbers = 'on';
#     ALTER SYSTEM SET syslog_split_messages = 'on';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.syslog_options

import input.resource.data as settings

applies if regex.match(`\bsyslog\b`, settings.log_destination.reset_val)

fail contains {"message": "Repeated messages may be dropped.", "at": "syslog_sequence_numbers"} if {
	settings.syslog_sequence_numbers.reset_val == "off"
}

fail contains {"message": "Long messages may be cut.", "at": "syslog_split_messages"} if {
	settings.syslog_split_messages.reset_val == "off"
}

unknown contains "Where the server logs to was not reported." if not settings.log_destination
