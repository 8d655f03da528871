# METADATA
# title: Tables are partitioned, not inherited
# description: >-
#   Inheritance shares columns but nothing that keeps data right: primary and foreign keys and unique
#   constraints hold for each table alone, and queries on the parent silently read the children too. Declarative
#   partitioning has had all of this since PostgreSQL 11.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-inherit.html#DDL-INHERIT-CAVEATS
# - https://www.postgresql.org/docs/current/ddl-partitioning.html
# custom:
#   id: PG-SCHEMA-014
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     -- Make a partitioned table, attach the children, then swap the names:
#     CREATE TABLE <new> (LIKE {{schema}}.{{name}} INCLUDING ALL)
#       PARTITION BY RANGE (<column>);
#     ALTER TABLE <child> NO INHERIT {{schema}}.{{name}};
#     ALTER TABLE <new> ATTACH PARTITION <child> FOR VALUES FROM … TO …;
package assay.rules.postgresql.table_inheritance

import input.resource.data as relation

applies if {
	relation.kind == "r"
	not relation.from_extension
}

fail contains sprintf("%d tables inherit from it.", [relation.children]) if relation.children > 0
