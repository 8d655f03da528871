# METADATA
# title: The planner counts with the disks that are there
# description: >-
#   The default of 4 is the seek of a spinning disk. On flash, and on the storage of any cloud, a random read costs
#   about as much as the next one; with 4 the planner scans whole tables where an index would have answered.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-RANDOM-PAGE-COST
# custom:
#   id: PG-CONF-005
#   severity: low
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters:
#     max:
#       default: 2.0
#       type: number
#       description: The greatest random_page_cost.
#   controls: {}
#   seeds: [S0-T-027]
#   remediation: |
#     ALTER SYSTEM SET random_page_cost = 1.1;
#     SELECT pg_reload_conf();
#     -- For one tablespace on spinning disks: ALTER TABLESPACE … SET (random_page_cost = 4);
package assay.rules.postgresql.random_page_cost

fail contains {"message": message, "at": "random_page_cost"} if {
	cost := input.resource.data.random_page_cost.reset_val
	cost > input.parameters.max
	message := sprintf("random_page_cost is %v.", [cost])
}
