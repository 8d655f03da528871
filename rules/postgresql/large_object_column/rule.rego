# METADATA
# title: No table refers to large objects
# description: >-
#   A large object lives in a system table of its own and is only named by an oid: deleting the row leaves it
#   behind, no foreign key protects it, row-level security and logical replication do not see it. An oid column
#   may also name a role or a table; then it breaks at the next dump and restore.
# related_resources:
# - https://www.postgresql.org/docs/current/largeobjects.html
# - https://www.postgresql.org/docs/current/lo.html
# - https://www.postgresql.org/docs/current/logical-replication-restrictions.html
# custom:
#   id: PG-SCHEMA-007
#   severity: low
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} ADD COLUMN <new column> bytea;
#     UPDATE {{schema}}.{{name}}
#       SET <new column> = lo_get(<column>);
#     -- Then drop the old column, and the objects: lo_unlink, or vacuumlo for
#     -- those that nothing refers to any more.
package assay.rules.postgresql.large_object_column

import data.assay.lib.tables

applies if tables.defined

fail contains {"message": message, "at": name, "evidence": {"lob": tables.columns.lob}} if {
	some name in tables.columns.lob
	message := sprintf("Column %s is an oid, as of a large object.", [name])
}

unknown contains "The table's columns were not read." if not tables.columns
