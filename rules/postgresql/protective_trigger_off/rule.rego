# METADATA
# title: Triggers of foreign keys and audits fire
# description: >-
#   DISABLE TRIGGER ALL makes a load fast, and a table without foreign keys: what it lets in stays wrong, and
#   PostgreSQL still calls the constraint valid. An audit trigger that is off is a gap in the trail that nobody
#   sees until it is read. One that fires for replication only is off for everyone else.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE
# custom:
#   id: PG-DATA-003
#   severity: high
#   resource: postgresql.Trigger
#   needs: [postgresql.Trigger]
#   parameters:
#     trigger:
#       default: "audit|history|log"
#       type: string
#       description: Schema and name of the functions of audit triggers, as a regular expression.
#   controls:
#     stig-postgresql: [V-233526, V-233607, V-233609, V-233618]
#     nist-800-53-r5: [AU-9]
#   seeds: [S2-SEC-02, S2-T-012]
#   remediation: |
#     ALTER TABLE {{schema}}.{{table}} ENABLE TRIGGER ALL;
#     -- Rows that came in meanwhile are not looked at by that. A foreign key:
#     --   drop the constraint and add it again, which checks them all.
package assay.rules.postgresql.protective_trigger_off

import input.resource.data as trigger

applies if trigger.internal

applies if regex.match(input.parameters.trigger, lower(sprintf("%s.%s", [trigger.function_schema, trigger.function])))

silent if trigger.enabled in {"disabled", "replica"}

fail contains sprintf("Constraint %s is not checked.", [trigger.constraint]) if {
	silent
	trigger.internal
}

fail contains sprintf("%s.%s is not called.", [trigger.function_schema, trigger.function]) if {
	silent
	not trigger.internal
}
