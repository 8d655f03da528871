# METADATA
# title: Transaction ids are far from running out
# description: >-
#   Transaction ids are counted with 32 bits: two thousand million transactions after a row was written it must
#   be frozen, or it would seem to be in the future. Some millions before that PostgreSQL refuses every write,
#   and only hours or days of vacuum help.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html#RUNTIME-CONFIG-VACUUM-FREEZING
# custom:
#   id: PG-VAC-004
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
#   seeds: [S0-MNT-02]
#   remediation: |
#     -- In database {{name}}, the oldest tables first:
#     SELECT oid::regclass, age(relfrozenxid) FROM pg_class
#       WHERE relkind IN ('r', 'm', 't') ORDER BY 2 DESC LIMIT 10;
#     VACUUM (FREEZE, VERBOSE) <table>;
#     -- What holds it back: old transactions, prepared transactions,
#     -- replication slots.
package assay.rules.postgresql.xid_wraparound

import input.resource.data as database

fail contains {"message": message, "severity": severity, "evidence": {"xid_age": database.xid_age}} if {
	database.xid_age >= input.parameters.warn
	message := sprintf("%d transactions since the oldest one that is not frozen.", [database.xid_age])
}

default severity := "high"

severity := "critical" if database.xid_age >= input.parameters.critical
