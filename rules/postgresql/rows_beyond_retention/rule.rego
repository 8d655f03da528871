# METADATA
# title: Logs and audit trails are kept no longer than they have to be
# description: >-
#   Rows that nobody may need any more still cost storage and backups, slow each query down, and are personal
#   data that should be gone: keeping them longer than the policy says is a breach of it. The age is taken from
#   the planner's statistics, so no row is read, and the true one may be greater. Tables are found by their
#   names.
# related_resources:
# - https://www.postgresql.org/docs/current/view-pg-stats.html
# - https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
# custom:
#   id: PG-RET-001
#   severity: medium
#   confidence: medium
#   resource: postgresql.RetentionColumn
#   needs: [postgresql.RetentionColumn]
#   parameters:
#     retention_days:
#       default: 90
#       type: integer
#       description: For how many days rows are to be kept.
#     legal_hold:
#       default: []
#       type: array
#       description: Tables (schema.table) that have to be kept whatever their age.
#   controls:
#     stig-postgresql: [V-233536]
#     nist-800-53-r5: [AU-5]
#   seeds: [S0-AP-CST-04, S0-CST-04, S2-SCA-04, S2-PF-CST-03, S2-T-081, S4-T-040, S4-T-069, S0-T-075, S1-T-063]
#   remediation: |
#     -- A partitioned table: detach and drop what is too old. Else, in
#     -- portions, by a job:
#     DELETE FROM {{schema}}.{{table}}
#       WHERE {{column}} < now() - interval '90 days';
package assay.rules.postgresql.rows_beyond_retention

import input.resource.data as column

applies if {
	not column.is_expiry
	not held
}

held if sprintf("%s.%s", [column.schema, column.table]) in input.parameters.legal_hold

days := column.oldest_age_s / 86400

fail contains {"message": message, "evidence": object.filter(column, {"column", "est_rows", "oldest_age_s"})} if {
	days > input.parameters.retention_days
	message := sprintf("The oldest row is at least %d days old.", [floor(days)])
}

unknown contains "Row-level security hides the statistics of the column." if column.row_security
