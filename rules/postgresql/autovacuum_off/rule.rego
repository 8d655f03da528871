# METADATA
# title: Autovacuum and the statistics that drive it are on
# description: >-
#   Without autovacuum dead rows pile up, plans go stale, and transaction ids run out until the server refuses every
#   write. Without track_counts autovacuum is on by name only: it never learns that there is something to do.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html
# - https://www.postgresql.org/docs/current/runtime-config-vacuum.html
# custom:
#   id: PG-VAC-001
#   severity: critical
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET autovacuum = 'on';
#     ALTER SYSTEM SET track_counts = 'on';
#     SELECT pg_reload_conf();
#     -- On AlloyDB and Cloud SQL these are flags of the instance.
package assay.rules.postgresql.autovacuum_off

fail contains {"message": "Autovacuum is off.", "at": "autovacuum"} if {
	input.resource.data.autovacuum.reset_val == "off"
}

fail contains {"message": "Activity is not counted, so that autovacuum does nothing.", "at": "track_counts"} if {
	input.resource.data.track_counts.reset_val == "off"
}
