# METADATA
# title: Roles log in by IAM where IAM authentication is on
# description: >-
#   IAM authentication on the instance takes no password away: each role made by CREATE ROLE with LOGIN keeps its
#   own, which nobody expires when its holder leaves. Which roles those are, only the database tells.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth
# - https://cloud.google.com/sql/docs/postgres/iam-authentication
# custom:
#   id: GC-JNT-003
#   severity: low
#   confidence: medium
#   resource: assay.DatabaseLink
#   needs: [postgresql.Server, postgresql.Role, alloydb.Instance, sqladmin.Instance, alloydb.User, sqladmin.User, assay.DatabaseLink]
#   parameters:
#     allow:
#       default: [postgres]
#       type: array
#       description: Roles that may keep a password.
#   controls: {}
#   seeds: [S0-SEC-01]
#   remediation: |
#     # Make IAM users of those who log in, grant them what the role has, then, in the database, {{server}}:
#     #   ALTER ROLE "<role>" NOLOGIN;
package assay.rules.planes.password_logins

import data.assay.lib.flags
import data.assay.lib.planes

applies if not off

off if flags.off(planes.instance.databaseFlags, "alloydb.iam_authentication")

off if flags.off(flags.listed(planes.instance.settings.databaseFlags), "cloudsql.iam_authentication")

off if {
	contains(planes.link.instance, "//cloudsql.")
	not planes.instance.settings.databaseFlags
}

fail contains {"message": message, "at": role.name, "evidence": {"instance": planes.link.instance}} if {
	planes.instance
	some role in planes.logins
	not planes.by_iam(role)
	not expired(role)
	not role.name in input.parameters.allow
	message := sprintf("%s logs in by password.", [role.name])
}

expired(role) if object.get(role, "valid_for_s", 1) <= 0

unknown contains "The instance was not read." if not planes.instance
