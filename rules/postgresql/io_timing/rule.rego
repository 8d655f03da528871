# METADATA
# title: The server measures how long reads and writes take
# description: >-
#   Without track_io_timing nothing tells whether a slow query waits for the disk or for the processor:
#   pg_stat_statements, EXPLAIN (BUFFERS) and pg_stat_io show zero. On today's machines the clock costs next to
#   nothing (pg_test_timing).
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-statistics.html#GUC-TRACK-IO-TIMING
# custom:
#   id: PG-CONF-015
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls: {}
#   seeds: [S0-PRF-06]
#   remediation: |
#     ALTER SYSTEM SET track_io_timing = 'on';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.io_timing

fail contains {"message": "Reads and writes are not timed.", "at": "track_io_timing"} if {
	input.resource.data.track_io_timing.reset_val == "off"
}
