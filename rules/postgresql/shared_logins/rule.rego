# METADATA
# title: Applications do not share one login role
# description: >-
#   Where several applications log in by one role, nobody can tell from the log which one did what, each has the
#   privileges of all, and the password can only be changed everywhere at once. What counts is the application's
#   name, which clients choose themselves; suffixes of pods and ports are left out of it.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-APPLICATION-NAME
# - https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW
# custom:
#   id: PG-ROLE-012
#   confidence: medium
#   severity: medium
#   resource: postgresql.SessionGroup
#   needs: [postgresql.SessionGroup, postgresql.Server]
#   parameters:
#     max_apps:
#       default: 3
#       type: integer
#       description: From how many applications on a role counts as shared.
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that are shared on purpose, such as the one of a connection pooler.
#     tools:
#       default: (?i)^(psql|pg_dump|pg_restore|pgadmin.*|dbeaver.*|datagrip.*|postgresql jdbc driver|assay)$
#       type: string
#       description: Application names that do not count, as a regular expression.
#   controls:
#     stig-postgresql: [V-233524, V-233598, V-233612]
#     nist-800-53-r5: [AU-10, IA-2]
#   seeds: [S0-AP-SEC-04]
#   remediation: |
#     -- A login for each application, with the privileges of a common group
#     -- (another_app is an example; {{role}} is what they share now):
#     -- CREATE ROLE another_app LOGIN;
#     -- GRANT app_privileges TO another_app;
package assay.rules.postgresql.shared_logins

import data.assay.lib.postgresql
import input.resource.data as group

applies if {
	not group.role in input.parameters.allowed
	not postgresql.provider_owns(group.role)
}

# orders-7d4b9c5f6-x2x9q, orders:5432, orders 12 and orders are one application.
applications := {name |
	some app in group.apps
	not regex.match(input.parameters.tools, app)
	name := regex.replace(lower(app), `([-_.:@#/ ]([0-9]+|[0-9a-f]{6,}(-[a-z0-9]{5})?))+$`, "")
}

fail contains {"message": message, "at": "apps", "evidence": {"apps": group.apps}} if {
	count(applications) >= input.parameters.max_apps
	message := sprintf("%d applications use the role: %s.", [count(applications), concat(", ", sort(applications))])
}

unknown contains message if {
	count(applications) < input.parameters.max_apps
	group.distinct_apps > count(group.apps)
	message := sprintf("Only %d of %d application names were read.", [count(group.apps), group.distinct_apps])
}
