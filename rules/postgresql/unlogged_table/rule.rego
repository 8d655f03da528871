# METADATA
# title: Tables that matter are logged
# description: >-
#   An unlogged table is not written to the WAL: a crash empties it, a standby and a restored backup have it
#   empty. That is right for what can be made anew, which the names of staging tables and caches tell; for
#   anything else it is data loss with a delay. Partitions are judged each by itself, since each has its own
#   persistence.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-UNLOGGED
# custom:
#   id: PG-SCHEMA-013
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation]
#   parameters:
#     exempt:
#       default: "(^|_)(staging|stage|stg|tmp|temp|scratch|cache|import|load)(_|$)"
#       type: string
#       description: Names of tables that may be lost, as a regular expression.
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} SET LOGGED;
#     -- The table is written once as a whole, under an exclusive lock.
package assay.rules.postgresql.unlogged_table

import input.resource.data as relation

applies if {
	relation.kind == "r"
	not relation.from_extension
	not regex.match(input.parameters.exempt, relation.name)
}

fail contains "The table is unlogged: a crash empties it, and replicas and backups lack its rows." if {
	relation.persistence == "u"
}
