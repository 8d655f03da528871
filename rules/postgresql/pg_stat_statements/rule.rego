# METADATA
# title: pg_stat_statements counts what is asked
# description: >-
#   Which queries cost the most is the first question of any tuning, and without pg_stat_statements there is no
#   answer. It needs both the library, with a restart, and the extension in the database from which it is read; the
#   extension alone gives errors. Google's services load the library by themselves.
# related_resources:
# - https://www.postgresql.org/docs/current/pgstatstatements.html
# custom:
#   id: PG-PERF-001
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server, postgresql.Database, postgresql.Extension]
#   parameters: {}
#   controls: {}
#   seeds: [S0-PRF-04, S0-T-064, S0-AP-PRF-06, S4-T-005]
#   remediation: |
#     -- After the libraries that are there already; needs a restart:
#     ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';
#     -- Then, in the database from which you look:
#     CREATE EXTENSION pg_stat_statements;
package assay.rules.postgresql.pg_stat_statements

import data.assay.lib.postgresql
import data.assay.lib.settings

fail contains {"message": "The library is not loaded.", "at": "shared_preload_libraries"} if {
	not by_google
	libraries := settings.libraries
	not "pg_stat_statements" in libraries
}

by_google if postgresql.server.provider in {"alloydb", "cloudsql"}

fail contains {"message": "No database that was read has the extension."} if {
	count(databases) > 0
	count(installed) == 0
}

# Those that were scanned: of the others the server tells nothing but the name.
databases contains database.id if {
	some database in data.estate.children[input.resource.parent]
	database.kind == "postgresql.Database"
	some child in data.estate.children[database.id]
	child.kind == "postgresql.Extension"
}

installed contains id if {
	some id in databases
	some child in data.estate.children[id]
	child.kind == "postgresql.Extension"
	child.data.name == "pg_stat_statements"
}

unknown contains "No database of this server was read." if count(databases) == 0
