# METADATA
# title: Sequences and the keys that they feed are far from their end
# description: >-
#   At the end of a sequence, or of the int column that it feeds, every insert fails, and the way out, a rewrite
#   of the table to bigint, takes longest on just these tables. Some numbers are used up without a row: by
#   rollbacks, by ON CONFLICT, by caches. Where the sequence itself may not be read the number of rows still
#   proves the worst.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-SERIAL
# - https://www.postgresql.org/docs/current/sql-createsequence.html
# custom:
#   id: PG-SCHEMA-018
#   severity: high
#   resource: postgresql.Sequence
#   needs: [postgresql.Sequence]
#   parameters:
#     warn:
#       default: 0.7
#       type: number
#       description: From which share on the finding is medium.
#     critical:
#       default: 0.9
#       type: number
#       description: From which share on it is high.
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{table_schema}}.{{table}}
#       ALTER COLUMN {{column}} TYPE bigint;
#     ALTER SEQUENCE {{schema}}.{{name}} AS bigint;
#     -- The table is rewritten under an exclusive lock, and foreign keys to
#     -- it have to follow. On a large table: a bigint column beside it, kept
#     -- equal by a trigger, filled in portions, then swapped.
package assay.rules.postgresql.sequence_overflow

import input.resource.data as sequence

limit := min([sequence.max_value, object.get(sequence, "column_max", sequence.max_value)])

# A bigint that is counted up a million times a second lasts for 290,000 years.
applies if limit <= 4294967295

used := sequence.last_value / limit

# Each row has one of the numbers, at least if all came from here.
used := object.get(sequence, "table_est_rows", 0) / limit if not sequence.last_value

fail contains {"message": message, "severity": severity, "evidence": seen} if {
	used >= input.parameters.warn
	message := sprintf("%d%% of %d numbers are used up.", [floor(100 * used), limit])
}

seen := object.filter(sequence, {"column_max", "last_value", "max_value", "table_est_rows"})

default severity := "medium"

severity := "high" if used >= input.parameters.critical

unknown contains "How far it is could not be read, and the rows do not tell." if {
	used < input.parameters.warn
	not sequence.last_value
}
