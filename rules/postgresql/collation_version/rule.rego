# METADATA
# title: Text is sorted by the library that its indexes were built with
# description: >-
#   An index on text is ordered by the operating system's or ICU's rules. After an upgrade of that library the
#   rules may differ: the index is not in order any more, rows are not found, and unique constraints let
#   duplicates in. PostgreSQL records the version, and only warns. For a database's default it does so from
#   version 15 on.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-altercollation.html
# - https://www.postgresql.org/docs/current/sql-alterdatabase.html
# - https://wiki.postgresql.org/wiki/Locale_data_changes
# custom:
#   id: PG-SCHEMA-020
#   severity: medium
#   resource: postgresql.Database
#   needs: [postgresql.Database, postgresql.Collation, postgresql.Schema]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233513]
#   seeds: []
#   remediation: |
#     REINDEX DATABASE CONCURRENTLY {{name}};
#     -- Then see that unique keys hold, and that range partitions on text
#     -- have their rows where they belong; only then:
#     ALTER DATABASE {{name}} REFRESH COLLATION VERSION;
#     ALTER COLLATION <name> REFRESH VERSION;
package assay.rules.postgresql.collation_version

import input.resource.data as database

applies if {
	database.allowconn
	recorded
	scanned
}

applies if {
	database.allowconn
	database.collation_mismatch
}

applies if count(changed) > 0

recorded if database.collation_mismatch in {true, false}

# Of a database that was not, its collations are not known.
scanned if {
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Schema"
}

changed contains collation if {
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Collation"
	collation := child.data
	collation.mismatch
}

fail contains "The default collation's library has changed since the database was made or refreshed." if {
	database.collation_mismatch
}

fail contains {"message": message, "at": collation.name} if {
	some collation in changed
	message := sprintf("Collation %s was of version %s and is of %s.", [collation.name, object.get(collation, "recorded", "?"), object.get(collation, "actual", "?")])
}
