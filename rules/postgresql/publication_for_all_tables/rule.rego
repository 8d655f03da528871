# METADATA
# title: Publications name the tables that they publish
# description: >-
#   FOR ALL TABLES also publishes each table that comes tomorrow, whatever is in it, to whoever may replicate; row-
#   level security does not count there. For a migration that is meant to copy everything, allow it by name while it
#   lasts.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createpublication.html
# custom:
#   id: PG-REPL-007
#   severity: medium
#   resource: postgresql.Publication
#   needs: [postgresql.Publication]
#   parameters:
#     allowed:
#       default: [migration]
#       type: array
#       description: Names of publications that may publish everything.
#   controls:
#     stig-postgresql: [V-233616]
#     nist-800-53-r5: [SC-4, AC-4]
#   seeds: [S0-T-032]
#   remediation: |
#     DROP PUBLICATION {{name}};
#     CREATE PUBLICATION {{name}} FOR TABLE …;
package assay.rules.postgresql.publication_for_all_tables

fail contains {"message": "Every table is published, and each that will come.", "at": "all_tables"} if {
	input.resource.data.all_tables
	not input.resource.data.name in input.parameters.allowed
}
