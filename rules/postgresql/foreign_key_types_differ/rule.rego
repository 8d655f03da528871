# METADATA
# title: Foreign keys have the type of what they refer to
# description: >-
#   An int that refers to a bigint works until the referenced key outgrows it; then rows cannot be referred to
#   any more. Differing types also cost a conversion at each check, and numeric against int may compare equal
#   what was not meant to be.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK
# custom:
#   id: PG-SCHEMA-016
#   severity: medium
#   resource: postgresql.ForeignKey
#   needs: [postgresql.ForeignKey]
#   parameters: {}
#   controls: {}
#   seeds: [S2-T-005]
#   remediation: |
#     ALTER TABLE {{schema}}.{{table}} ALTER COLUMN {{columns}} TYPE bigint;
#     -- The table is rewritten under an exclusive lock. Where that is too
#     -- long: a new column, filled in portions, then swapped.
package assay.rules.postgresql.foreign_key_types_differ

import input.resource.data as key

fail contains sprintf("(%s) is of another type than %s.%s (%s).", [concat(", ", key.columns), key.ref_schema, key.ref_table, concat(", ", key.ref_columns)]) if {
	key.type_mismatch
}
