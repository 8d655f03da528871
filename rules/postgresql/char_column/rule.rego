# METADATA
# title: Text is not stored in char(n)
# description: >-
#   char(n) pads with blanks up to its length, forgets them in comparisons, and keeps them in others: LIKE and
#   regular expressions see them. It is no faster than text and takes more room.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-character.html
# - https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_char.28n.29
# custom:
#   id: PG-SCHEMA-005
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE text,
#       ADD CHECK (length(<column>) <= 3); -- where the length matters
#     -- The table is rewritten under an exclusive lock.
package assay.rules.postgresql.char_column

import data.assay.lib.tables

applies if tables.defined

fail contains {"message": message, "at": name, "evidence": {"char": tables.columns.char}} if {
	some name in tables.columns.char
	message := sprintf("Column %s is a char(n).", [name])
}

unknown contains "The table's columns were not read." if not tables.columns
