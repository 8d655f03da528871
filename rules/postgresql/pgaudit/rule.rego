# METADATA
# title: pgaudit is loaded, set to log, and installed
# description: >-
#   PostgreSQL's own log says which statements came, not which objects they touched. pgaudit writes the trail that an
#   auditor asks for; it needs the library, a pgaudit.log other than none and, for the names of objects in DDL, the
#   extension in every database. Where the service ships the log is the provider's matter on managed services.
# related_resources:
# - https://github.com/pgaudit/pgaudit
# - https://cloud.google.com/alloydb/docs/pgaudit/enable-audit
# - https://cloud.google.com/sql/docs/postgres/pg-audit
# custom:
#   id: PG-LOG-001
#   severity: high
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server, postgresql.Database, postgresql.Schema, postgresql.Extension]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["3.2"]
#     stig-postgresql:
#     - V-233552
#     - V-233553
#     - V-233554
#     - V-233555
#     - V-233556
#     - V-233557
#     - V-233558
#     - V-233559
#     - V-233560
#     - V-233561
#     - V-233562
#     - V-233563
#     - V-233564
#     - V-233565
#     - V-233566
#     - V-233567
#     - V-233568
#     - V-233569
#     - V-233570
#     - V-233571
#     - V-233572
#     - V-233573
#     - V-233574
#     - V-233575
#     - V-233576
#     - V-233580
#     nist-800-53-r5: [AU-12]
#   seeds: []
#   remediation: |
#     -- After the libraries that are there already; needs a restart:
#     ALTER SYSTEM SET shared_preload_libraries = 'pgaudit';
#     -- Once it is loaded:
#     ALTER SYSTEM SET pgaudit.log = 'ddl, role, write';
#     SELECT pg_reload_conf();
#     CREATE EXTENSION pgaudit; -- in each database
#     -- AlloyDB and Cloud SQL have database flags for it:
#     -- alloydb.enable_pgaudit or cloudsql.enable_pgaudit, and pgaudit.log.
#     -- The list of flags replaces the old one: give all of them.
package assay.rules.postgresql.pgaudit

import data.assay.lib.postgresql
import input.resource.data as settings

# On Google's services a flag loads the library; elsewhere the list of libraries tells.
switch := {"alloydb": "alloydb.enable_pgaudit", "cloudsql": "cloudsql.enable_pgaudit"}[postgresql.server.provider]

fail contains {"message": sprintf("%s is off.", [switch]), "at": switch, "evidence": {switch: settings[switch]}} if {
	settings[switch].reset_val == "off"
}

fail contains {"message": "pgaudit is not loaded.", "at": "shared_preload_libraries", "evidence": seen} if {
	not switch
	libraries := settings.shared_preload_libraries.reset_val
	not regex.match(`\bpgaudit\b`, libraries)
	seen := {"shared_preload_libraries.reset_val": libraries}
}

fail contains {"message": "pgaudit logs nothing.", "at": "pgaudit.log", "evidence": seen} if {
	logged := settings["pgaudit.log"].reset_val
	lower(logged) in {"", "none"}
	seen := {"pgaudit.log.reset_val": logged}
}

fail contains {"message": message, "at": database.data.name} if {
	some database in databases
	not has_extension(database)
	message := sprintf("Database %s does not have the extension.", [database.data.name])
}

has_extension(database) if {
	some child in data.estate.children[database.id]
	child.kind == "postgresql.Extension"
	child.data.name == "pgaudit"
}

# Those that were scanned: of the others the server tells nothing but the name.
databases := [database |
	some database in data.estate.children[input.resource.parent]
	database.kind == "postgresql.Database"
	some child in data.estate.children[database.id]
	child.kind == "postgresql.Schema"
]

unknown contains "No database of this server was read." if count(databases) == 0
