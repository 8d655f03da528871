# METADATA
# title: Event triggers are enabled and owned by administrators
# description: >-
#   Event triggers guard or record changes of the schema; one that was disabled for a migration and forgotten guards
#   nothing. Whoever owns one can change what it does, in every session and with every caller's privileges.
# related_resources:
# - https://www.postgresql.org/docs/current/event-triggers.html
# - https://www.postgresql.org/docs/current/sql-altereventtrigger.html
# custom:
#   id: PG-FUNC-005
#   severity: medium
#   resource: postgresql.EventTrigger
#   needs: [postgresql.EventTrigger, postgresql.Server]
#   parameters:
#     owners:
#       default: []
#       type: array
#       description: Names of login roles, beside the bootstrap superuser, that may own event triggers.
#   controls:
#     cis-postgresql-17: ["4.5"]
#     stig-postgresql: [V-233518]
#   seeds: []
#   remediation: |
#     ALTER EVENT TRIGGER {{name}} ENABLE;
#     -- Where the owner is an application's role:
#     -- ALTER EVENT TRIGGER {{name}} OWNER TO an_administrator;
package assay.rules.postgresql.event_triggers

import data.assay.lib.postgresql
import input.resource.data as trigger

fail contains {"message": "The event trigger is disabled.", "at": "enabled"} if trigger.enabled == "disabled"

fail contains {"message": sprintf("Login role %s owns the event trigger.", [trigger.owner]), "at": "owner"} if {
	trigger.owner_login
	not trigger.owner_bootstrap
	not trigger.owner in input.parameters.owners
	not postgresql.provider_owns(trigger.owner)
	not postgresql.handed_out(trigger.owner)
}
