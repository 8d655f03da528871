# METADATA
# title: The server's version is maintained, and has the fixes known to this release of the rules
# description: >-
#   Each quarter PostgreSQL publishes minor releases with fixes for security and for loss of data; five years after
#   its birth a major version gets none any more. The newest minor releases are those that were known when these
#   rules were written; give newer ones by the parameter. Managed services choose the minor version by themselves.
# related_resources:
# - https://www.postgresql.org/support/versioning/
# - https://www.postgresql.org/support/security/
# custom:
#   id: PG-CONF-016
#   severity: medium
#   resource: postgresql.Server
#   needs: [postgresql.Server]
#   parameters:
#     latest:
#       default: {"14": 22, "15": 17, "16": 13, "17": 9, "18": 3}
#       type: object
#       description: The newest known minor release of each major version.
#     end_of_life:
#       default: {"13": "2025-11-13", "14": "2026-11-12", "15": "2027-11-11", "16": "2028-11-09", "17": "2029-11-08", "18": "2030-11-14"}
#       type: object
#       description: The day of the last release of each major version.
#   controls:
#     cis-postgresql-17: ["1.4.2", "1.5"]
#     stig-postgresql: [V-233513, V-233550, V-265871]
#     nist-800-53-r5: [SI-2, SA-22]
#   seeds: []
#   remediation: |
#     # A minor release needs new programs and a restart, no dump. A major one:
#     # pg_upgrade, or logical replication; on managed services the upgrade that they offer.
package assay.rules.postgresql.server_version

import input.resource.data as server

major := sprintf("%d", [server.major])

minor := server.version_num % 10000

fail contains {"message": message, "at": "major"} if {
	last := input.parameters.end_of_life[major]
	time.now_ns() > time.parse_rfc3339_ns(sprintf("%sT23:59:59Z", [last]))
	message := sprintf("PostgreSQL %s has had no fixes since %s.", [major, last])
}

fail contains {"message": message, "at": "version", "severity": severity} if {
	latest := input.parameters.latest[major]
	minor < latest
	severity := level
	message := sprintf("Fixes up to %s.%d are missing (%s.%d).", [major, latest, major, minor])
}

default level := "medium"

# The provider chooses the day.
level := "info" if server.provider != "postgresql"

unknown contains message if {
	not input.parameters.end_of_life[major]
	message := sprintf("These rules do not know PostgreSQL %s.", [major])
}
