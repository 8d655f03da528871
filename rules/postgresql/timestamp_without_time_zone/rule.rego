# METADATA
# title: Points in time are stored with time zone
# description: >-
#   A timestamp without time zone is a wall clock without a place: read from a session in another zone it is another
#   instant, and twice a year it repeats or skips an hour. An audit trail of such times cannot be ordered.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-datetime.html
# - https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_timestamp_.28without_time_zone.29
# custom:
#   id: PG-SCHEMA-002
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     exempt:
#       default: ^local_
#       type: string
#       description: Names of columns that mean local wall-clock time, as a regular expression.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     stig-postgresql: [V-233532]
#     nist-800-53-r5: [AU-8]
#   seeds: [S2-TZ-NO-01, S2-SCH-04, S2-PF-SCH-01, S1-T-072, S2-T-052, S2-TZ-NO-02, S2-PF-SCH-05]
#   remediation: |
#     SET timezone = 'UTC'; -- the zone that the application wrote in
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE timestamptz,
#       ALTER COLUMN <another> TYPE timestamptz;
#     RESET timezone;
#     -- The table is locked, and rewritten unless the zone is UTC.
package assay.rules.postgresql.timestamp_without_time_zone

import data.assay.lib.postgresql

columns := data.estate.by_id[concat("/", [input.resource.id, "columns"])].data

applies if postgresql.own_table

# One finding for a table: one statement mends all its columns, and rewrites the table once.
fail contains {"message": message, "at": concat(", ", instants), "evidence": {"timestamp_notz": columns.timestamp_notz}} if {
	count(instants) > 0
	message := sprintf("%s without time zone: %s.", [amount(count(instants)), concat(", ", instants)])
}

instants := [name | some name in columns.timestamp_notz; not regex.match(input.parameters.exempt, name)]

amount(n) := "A timestamp" if n == 1

amount(n) := sprintf("%d timestamps", [n]) if n > 1

unknown contains "The table's columns were not read." if not columns
