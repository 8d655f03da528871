# METADATA
# title: Constraints hold for the rows that were there before
# description: >-
#   NOT VALID adds a constraint without a look at what is in the table, as the first of two steps. Where the
#   second never came, old rows may break it: queries and people rely on what is not so, and a restored dump
#   stops at the first of them. From PostgreSQL 18 on NOT ENFORCED does not even look at new rows.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT
# custom:
#   id: PG-SCHEMA-015
#   severity: medium
#   resource: postgresql.Constraint
#   needs: [postgresql.Constraint]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233526]
#     nist-800-53-r5: [SI-10]
#   seeds: [S2-SEC-03]
#   remediation: |
#     ALTER TABLE {{schema}}.{{table}} VALIDATE CONSTRAINT {{name}};
#     -- If it fails, mend the rows that it names first. Where it is not
#     -- enforced (18): ALTER TABLE … ALTER CONSTRAINT … ENFORCED, or drop it.
package assay.rules.postgresql.constraint_not_valid

import input.resource.data as constraint

fail contains "It is NOT VALID: rows that were there before may break it." if {
	constraint.validated == false
	constraint.enforced
}

fail contains "It is NOT ENFORCED: nothing is checked." if constraint.enforced == false
