# METADATA
# title: No column is a time of day with time zone
# description: >-
#   A time of day with an offset but no date cannot follow daylight saving time: 09:00+01 is another hour of the
#   clock in summer. The type is there because the SQL standard has it; PostgreSQL's own documentation advises
#   against it.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-datetime.html
# - https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timetz
# custom:
#   id: PG-SCHEMA-003
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE time;
#     -- Or timestamptz, where an instant is meant. The table is rewritten
#     -- under an exclusive lock.
package assay.rules.postgresql.time_with_time_zone

import data.assay.lib.tables

applies if tables.defined

fail contains {"message": message, "at": name, "evidence": {"timetz": tables.columns.timetz}} if {
	some name in tables.columns.timetz
	message := sprintf("Column %s is a time with time zone.", [name])
}

unknown contains "The table's columns were not read." if not tables.columns
