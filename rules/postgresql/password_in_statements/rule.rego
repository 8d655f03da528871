# METADATA
# title: No password stands in the statistics of statements
# description: >-
#   pg_stat_statements keeps utility statements as they came, so ALTER ROLE … PASSWORD 'secret' stays there for
#   everyone who may read the statistics, and mostly in the server's log as well. What is told here is that
#   there is one, never the text.
# related_resources:
# - https://www.postgresql.org/docs/current/pgstatstatements.html
# - https://www.postgresql.org/docs/current/sql-alterrole.html
# custom:
#   id: PG-DATA-007
#   severity: medium
#   resource: postgresql.Statement
#   needs: [postgresql.Statement]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.1"]
#     stig-postgresql: [V-233519]
#     nist-800-53-r5: [IA-5(1)]
#   seeds: []
#   remediation: |
#     -- Give the role another password, by psql's \password, which sends its
#     -- hash only. Then forget the statement, in database {{database}}:
#     SELECT pg_stat_statements_reset(userid, dbid, queryid)
#       FROM pg_stat_statements WHERE queryid = {{queryid|literal}}::bigint;
#     -- And see what the server's log has kept.
package assay.rules.postgresql.password_in_statements

fail contains "The statement has a password in it, in plain text." if input.resource.data.literal_password
