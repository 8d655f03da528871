# METADATA
# title: Multixact ids are far from running out
# description: >-
#   Rows that several transactions lock at once name the group by a multixact id, which runs out like
#   transaction ids do, and mostly unnoticed: locks by foreign keys alone can use them up. At the end PostgreSQL
#   refuses whatever needs a new one, and only vacuum helps.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-MULTIXACT-WRAPAROUND
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#RUNTIME-CONFIG-VACUUM-FREEZING
# custom:
#   id: PG-VAC-005
#   severity: critical
#   resource: postgresql.Database
#   needs: [postgresql.Database]
#   parameters:
#     warn:
#       default: 500000000
#       type: integer
#       description: From which age on the finding is high.
#     critical:
#       default: 1500000000
#       type: integer
#       description: From which age on it is critical.
#   controls: {}
#   seeds: []
#   remediation: |
#     -- In database {{name}}, the oldest tables first:
#     SELECT oid::regclass, mxid_age(relminmxid) FROM pg_class
#       WHERE relkind IN ('r', 'm', 't') ORDER BY 2 DESC LIMIT 10;
#     VACUUM (FREEZE, VERBOSE) <table>;
#     -- What holds it back: old transactions, prepared transactions,
#     -- replication slots.
package assay.rules.postgresql.multixact_wraparound

import input.resource.data as database

fail contains {"message": message, "severity": severity, "evidence": {"mxid_age": database.mxid_age}} if {
	database.mxid_age >= input.parameters.warn
	message := sprintf("%d multixacts since the oldest one that is not frozen.", [database.mxid_age])
}

default severity := "high"

severity := "critical" if database.mxid_age >= input.parameters.critical
