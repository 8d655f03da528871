# METADATA
# title: Waits for locks are logged
# description: >-
#   A session that waits longer than deadlock_timeout leaves one line with who holds the lock. Without it, that the
#   shop stood still at noon cannot be explained in the evening.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-LOCK-WAITS
# custom:
#   id: PG-LOG-006
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls: {}
#   seeds: [S0-AP-PRF-05, S4-T-056]
#   remediation: |
#     ALTER SYSTEM SET log_lock_waits = 'on';
#     SELECT pg_reload_conf();
#     -- On managed services it is a flag of the instance.
package assay.rules.postgresql.log_lock_waits

fail contains {"message": "Waits for locks are not logged.", "at": "log_lock_waits"} if {
	input.resource.data.log_lock_waits.reset_val == "off"
}
