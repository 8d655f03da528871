# METADATA
# title: Production Cloud SQL instances end idle transactions
# description: >-
#   A transaction that idles keeps its locks and keeps VACUUM from what others have deleted since. An instance-wide
#   limit catches what applications forget. Limits for statements and lock waits are better set role by role; without
#   any they are told as a hint.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-IDLE-IN-TRANSACTION-SESSION-TIMEOUT
# custom:
#   id: GC-PERF-009-SQL
#   severity: low
#   confidence: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     environment_label:
#       default: env
#       type: string
#       description: The label that names the environment.
#     production:
#       default: [prod, production]
#       type: array
#       description: The values of the label that mean production.
#     unlabelled_is_production:
#       default: true
#       type: boolean
#       description: Whether what has no such label is judged like production.
#     idle_in_txn_ms:
#       default: 300000
#       type: integer
#       description: How long a transaction may idle.
#     statement_ms:
#       default: 0
#       type: integer
#       description: '"How long a statement may take; 0: not asked for."'
#     lock_ms:
#       default: 0
#       type: integer
#       description: '"How long a statement may wait for a lock; 0: not asked for."'
#   controls: {}
#   seeds: [S2-PF-INT-02, S0-T-081, S4-T-010]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags=idle_in_transaction_session_timeout=300000,…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.session_timeouts

import data.assay.lib.flags
import data.assay.lib.google

given := flags.listed(input.resource.data.settings.databaseFlags)

applies if {
	google.postgres
	google.production
}

demanded := {name: limit |
	some name, limit in {
		"idle_in_transaction_session_timeout": input.parameters.idle_in_txn_ms,
		"statement_timeout": input.parameters.statement_ms,
		"lock_timeout": input.parameters.lock_ms,
	}
	limit > 0
}

fail contains {"message": message, "at": at, "evidence": flags.shown(given, name)} if {
	some name, limit in demanded
	not limited(name, limit)
	flags.milliseconds(flags.value(given, name)) >= 0
	at := sprintf("settings.databaseFlags.%s", [name])
	message := sprintf("%s is %s; at most %d ms are demanded.", [name, flags.value(given, name), limit])
}

limited(name, limit) if {
	value := flags.milliseconds(flags.value(given, name))
	value > 0
	value <= limit
}

unknown contains sprintf("%s cannot be read.", [name]) if {
	some name, _ in demanded
	not flags.milliseconds(flags.value(given, name))
}
