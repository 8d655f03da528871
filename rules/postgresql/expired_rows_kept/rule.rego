# METADATA
# title: Sessions and tokens that have expired are deleted
# description: >-
#   An expired session or token is of no use but to somebody who finds a way around the expiry. Left alone such
#   tables become the largest of all, and every login searches them.
# related_resources:
# - https://www.postgresql.org/docs/current/view-pg-stats.html
# custom:
#   id: PG-RET-002
#   severity: low
#   confidence: medium
#   resource: postgresql.RetentionColumn
#   needs: [postgresql.RetentionColumn]
#   parameters:
#     grace_days:
#       default: 1
#       type: number
#       description: For how many days rows may stay after they have expired.
#   controls: {}
#   seeds: [S4-T-041]
#   remediation: |
#     DELETE FROM {{schema}}.{{table}} WHERE {{column}} < now();
package assay.rules.postgresql.expired_rows_kept

import input.resource.data as column

applies if column.is_expiry

days := column.oldest_age_s / 86400

fail contains {"message": message, "evidence": object.filter(column, {"column", "est_rows", "oldest_age_s"})} if {
	days > input.parameters.grace_days
	message := sprintf("Rows that expired %d days ago are still there.", [floor(days)])
}

unknown contains "Row-level security hides the statistics of the column." if column.row_security
