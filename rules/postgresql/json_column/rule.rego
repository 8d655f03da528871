# METADATA
# title: JSON is stored as jsonb
# description: >-
#   json keeps the text as it came and parses it again at every access; it has no equality and no index of its
#   own. jsonb is parsed once and can be indexed. json is right only where the very text, with its blanks and
#   repeated keys, has to be kept.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-json.html
# custom:
#   id: PG-SCHEMA-006
#   severity: low
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: [S2-SCH-07, S4-T-014]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE jsonb;
#     -- The table is rewritten under an exclusive lock; of repeated keys the
#     -- last one stays.
package assay.rules.postgresql.json_column

import data.assay.lib.tables

applies if tables.defined

fail contains {"message": message, "at": name, "evidence": {"json": tables.columns.json}} if {
	some name in tables.columns.json
	message := sprintf("Column %s is json, not jsonb.", [name])
}

unknown contains "The table's columns were not read." if not tables.columns
