# METADATA
# title: Tables have a primary key
# description: >-
#   Without a primary key nothing tells two equal rows apart: duplicates creep in, foreign keys cannot point to the
#   table, and logical replication, which migrations and upgrades rest on, refuses its updates and deletes.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS
# - https://www.postgresql.org/docs/current/logical-replication-publication.html#LOGICAL-REPLICATION-PUBLICATION-REPLICA-IDENTITY
# custom:
#   id: PG-SCHEMA-001
#   severity: high
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls: {}
#   seeds: [S2-T-044]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;
#     -- This rewrites the table under an exclusive lock. Where a key is
#     -- among the columns already:
#     --   CREATE UNIQUE INDEX CONCURRENTLY …;
#     --   ALTER TABLE … ADD PRIMARY KEY USING INDEX …;
package assay.rules.postgresql.missing_primary_key

import data.assay.lib.postgresql

applies if postgresql.own_table

fail contains {"message": "The table has no primary key."} if {
	input.resource.data.has_pk == false
	input.resource.data.has_unique == false
}

fail contains {"message": "The table has a unique index but no primary key.", "severity": "medium"} if {
	input.resource.data.has_pk == false
	input.resource.data.has_unique
}
