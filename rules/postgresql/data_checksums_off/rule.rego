# METADATA
# title: Data pages have checksums
# description: >-
#   Without checksums a page that the disk, the controller or the memory has changed is read as if it were
#   right, copied to the standbys, and kept in each backup until nobody has a good one. The price is a few
#   percent of a processor. On AlloyDB and Cloud SQL the storage below sees to it.
# related_resources:
# - https://www.postgresql.org/docs/current/checksums.html
# - https://www.postgresql.org/docs/current/app-pgchecksums.html
# custom:
#   id: PG-DATA-005
#   severity: high
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["1.4.3"]
#     stig-postgresql: [V-233586, V-233590, V-233605]
#     nist-800-53-r5: [SC-28(1)]
#   seeds: []
#   remediation: |
#     -- With the server stopped: pg_checksums --enable --pgdata=<directory>
#     -- With a standby: there first, then switch over. From PostgreSQL 18 on
#     -- initdb does it by default.
package assay.rules.postgresql.data_checksums_off

import data.assay.lib.postgresql

applies if not provided

provided if postgresql.server.provider in {"alloydb", "cloudsql"}

fail contains {"message": "Data pages have no checksums.", "at": "data_checksums"} if {
	input.resource.data.data_checksums.reset_val == "off"
}
