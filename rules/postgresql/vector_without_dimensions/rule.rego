# METADATA
# title: Vector columns declare their dimensions
# description: >-
#   A column of type vector without a number takes vectors of any length. The wrong model's output is stored
#   without an error and fails at the first comparison; and such a column cannot be indexed as it is.
# related_resources:
# - https://github.com/pgvector/pgvector#getting-started
# custom:
#   id: PG-VEC-002
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: [S1-T-038]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE vector(768); -- the model's dimensions
package assay.rules.postgresql.vector_without_dimensions

import data.assay.lib.tables

applies if {
	tables.defined
	not without_vectors
}

without_vectors if count(tables.columns.vectors) == 0

fail contains {"message": message, "at": name} if {
	some entry in tables.columns.vectors
	[name, type, "0"] = split(entry, ":")
	message := sprintf("Column %s is a %s of any number of dimensions.", [name, type])
}

unknown contains "The table's columns were not read." if not tables.columns
