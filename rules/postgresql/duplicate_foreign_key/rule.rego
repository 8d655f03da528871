# METADATA
# title: No foreign key is there twice
# description: >-
#   Two foreign keys of the same columns to the same columns check every write twice, and only one of them is
#   found when a migration drops it by name.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK
# custom:
#   id: PG-SCHEMA-017
#   severity: low
#   resource: postgresql.ForeignKey
#   needs: [postgresql.ForeignKey]
#   parameters: {}
#   controls: {}
#   seeds: [S2-T-005]
#   remediation: |
#     ALTER TABLE {{schema}}.{{table}} DROP CONSTRAINT {{name}};
#     -- First see that both do the same ON DELETE and ON UPDATE.
package assay.rules.postgresql.duplicate_foreign_key

import input.resource.data as key

fail contains sprintf("An older foreign key refers from (%s) to %s.%s too.", [concat(", ", key.columns), key.ref_schema, key.ref_table]) if {
	key.duplicate
}
