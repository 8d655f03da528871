# METADATA
# title: The scan has the rights that it needs and no more
# description: >-
#   As a superuser the scan is one more superuser login to lose; without pg_monitor it is blind to settings,
#   sessions and statistics, and what it cannot see is unknown. Of what only superusers see, which is little, a
#   second scan can tell.
# related_resources:
# - https://www.postgresql.org/docs/current/predefined-roles.html
# custom:
#   id: PG-SCAN-001
#   severity: info
#   resource: postgresql.Server
#   needs: [postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233614]
#     nist-800-53-r5: [AC-6]
#   seeds: []
#   remediation: |
#     CREATE ROLE assay_scan LOGIN CONNECTION LIMIT 4;
#     GRANT pg_monitor TO assay_scan;
package assay.rules.postgresql.scan_role

import input.resource.data as server

fail contains {"message": message, "at": "is_superuser"} if {
	server.is_superuser
	message := sprintf("The scan ran as the superuser %s.", [server.scan_role])
}

fail contains {"message": message, "at": "has_pg_monitor"} if {
	server.has_pg_monitor == false
	message := sprintf("The scan ran as %s, which is not a member of pg_monitor.", [server.scan_role])
}
