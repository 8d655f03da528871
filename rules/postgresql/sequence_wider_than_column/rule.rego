# METADATA
# title: Sequences end no later than the column that they feed
# description: >-
#   A bigint sequence in front of an int column reads as if there were room for ever. It goes on counting beyond
#   what the column takes, and the first insert after that fails with "integer out of range", far from where one
#   looks for it.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-altersequence.html
# custom:
#   id: PG-SCHEMA-019
#   severity: low
#   resource: postgresql.Sequence
#   needs: [postgresql.Sequence]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{table_schema}}.{{table}}
#       ALTER COLUMN {{column}} TYPE bigint;
#     -- Rewrites the table. Or, if it stays an int, so that the end shows:
#     --   ALTER SEQUENCE {{schema}}.{{name}} AS integer;
package assay.rules.postgresql.sequence_wider_than_column

import input.resource.data as sequence

applies if sequence.column_max

fail contains sprintf("It counts to %d; column %s takes %d.", [sequence.max_value, sequence.column, sequence.column_max]) if {
	sequence.max_value > sequence.column_max
}
