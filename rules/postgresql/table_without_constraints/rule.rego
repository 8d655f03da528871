# METADATA
# title: Tables say what a valid row is
# description: >-
#   Where every column may be NULL and there is no key, no check and no foreign key, any row is valid: whatever
#   a program's mistake writes, the database takes it, and finding it later is a project.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html
# custom:
#   id: PG-SCHEMA-012
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233526]
#     nist-800-53-r5: [SI-10]
#   seeds: [S2-SEC-03, S2-PF-INT-05, S2-T-044, S4-T-071]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> SET NOT NULL,
#       ADD CONSTRAINT <name> CHECK (<condition>) NOT VALID;
#     ALTER TABLE {{schema}}.{{name}} VALIDATE CONSTRAINT <name>;
package assay.rules.postgresql.table_without_constraints

import data.assay.lib.tables
import input.resource.data as relation

applies if tables.defined

fail contains "Every column may be NULL, and there is no key, check or foreign key." if {
	tables.columns.not_null == 0
	relation.checks == 0
	relation.fk_out == 0
	relation.has_unique == false
}

unknown contains "The table's columns were not read." if not tables.columns
