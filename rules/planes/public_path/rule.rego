# METADATA
# title: No privileged role logs in by password over a public path
# description: >-
#   A public address with authorized networks lets everybody in these try passwords against the port. Where a role
#   with such a password is as good as a superuser, or passwords are stored as md5, one guess takes the database;
#   neither plane shows that alone.
# related_resources:
# - https://cloud.google.com/alloydb/docs/connect-public-ip
# - https://cloud.google.com/sql/docs/postgres/authorize-networks
# custom:
#   id: GC-JNT-004
#   severity: critical
#   confidence: medium
#   resource: assay.DatabaseLink
#   needs: [postgresql.Server, postgresql.Role, postgresql.Settings, alloydb.Instance, sqladmin.Instance, alloydb.User, sqladmin.User, assay.DatabaseLink]
#   parameters:
#     allow:
#       default: []
#       type: array
#       description: Roles that may, such as one for emergencies whose password nobody holds.
#   controls: {}
#   seeds: [S0-AP-ARC-05, S0-SEC-08]
#   remediation: |
#     # Take the public path away, or narrow its networks: see GC-NET-001, GC-NET-002 and GC-NET-011. And in the
#     # database, {{server}}, take away what the role needs not, or its login:
#     #   ALTER ROLE "<role>" NOLOGIN;
package assay.rules.planes.public_path

import data.assay.lib.planes

ranges contains network.cidrRange if {
	planes.instance.networkConfig.enablePublicIp
	some network in planes.instance.networkConfig.authorizedExternalNetworks
}

# Where Cloud SQL does not tell whether there is a public address, its networks count.
ranges contains network.value if {
	not planes.instance.settings.ipConfiguration.ipv4Enabled == false
	some network in planes.instance.settings.ipConfiguration.authorizedNetworks
}

applies if not closed

closed if {
	planes.instance
	count(ranges) == 0
}

severity := "critical" if {
	some range in ranges
	regex.match(`/[01]$`, range)
} else := "high"

fail contains {"message": message, "at": role.name, "severity": severity, "evidence": {"instance": planes.link.instance, "networks": ranges}} if {
	some role in planes.logins
	not planes.by_iam(role)
	not role.name in input.parameters.allow
	powers := planes.powers(role)
	count(powers) > 0
	message := sprintf("%s logs in by password from %s and has: %s.", [role.name, concat(", ", sort(ranges)), concat(", ", sort(powers))])
}

fail contains {"message": message, "at": "password_encryption", "severity": severity, "evidence": {"instance": planes.link.instance, "networks": ranges}} if {
	stored == "md5"
	message := sprintf("New passwords are stored as md5, and may be tried from %s.", [concat(", ", sort(ranges))])
}

stored := data.estate.by_id[concat("", [planes.link.server, "/-/settings"])].data.password_encryption.reset_val

unknown contains "How the server stores passwords was not told." if not stored

unknown contains "The instance was not read." if not planes.instance
