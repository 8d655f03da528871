# METADATA
# title: No table keeps attributes as rows
# description: >-
#   Entity, attribute and value as three columns is a database inside the database: no types, no constraints, no
#   foreign keys, and a join for every attribute that a query asks for. Recognised by names of columns: one like
#   an attribute, one like its value, one that names an entity.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-json.html
# custom:
#   id: PG-SCHEMA-008
#   severity: medium
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: [S2-SCH-07, S2-PF-SCH-04, S2-T-013]
#   remediation: |
#     -- Known attributes become columns; for the rest one jsonb column:
#     ALTER TABLE <entity table> ADD COLUMN attributes jsonb;
#     UPDATE <entity table> e SET attributes = (
#       SELECT jsonb_object_agg(<attribute>, <value>)
#       FROM {{schema}}.{{name}} a WHERE a.<entity> = e.id);
package assay.rules.postgresql.entity_attribute_value

import data.assay.lib.tables

applies if tables.defined

fail contains "Its columns are an entity, an attribute and a value." if tables.columns.eav

unknown contains "The table's columns were not read." if not tables.columns
