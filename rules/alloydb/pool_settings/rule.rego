# METADATA
# title: AlloyDB's managed pool is set up to pool
# description: >-
#   In session mode a client keeps its connection until it leaves, so that the pool saves little; in transaction mode
#   connections are shared. Pools that together may open more connections than the database takes only move the
#   error.
# related_resources:
# - https://cloud.google.com/alloydb/docs/configure-managed-connection-pooling
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#ConnectionPoolConfig
# custom:
#   id: GC-PERF-005
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     mode:
#       default: transaction
#       type: string
#       description: The mode that is demanded.
#     max_clients:
#       default: 10000
#       type: integer
#       description: The most clients that a pooler may take.
#     share:
#       default: 0.8
#       type: number
#       description: '"The most of max_connections that all pools may open together, for each database and user."'
#   controls: {}
#   seeds: [S0-HA-05, S0-PRF-05, S0-T-024, S1-T-037, S4-T-058]
#   remediation: |
#     gcloud alpha alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --connection-pooling-pool-mode=transaction
package assay.rules.alloydb.pool_settings

import input.resource.data.connectionPoolConfig as pool

applies if pool.enabled

# What the documentation of managed pooling gives as defaults.
mode := object.get(pool.flags, "pool_mode", "transaction")

size := to_number(object.get(pool.flags, "max_pool_size", "50"))

clients := to_number(object.get(pool.flags, "max_client_connections", "5000"))

fail contains {"message": message, "at": "connectionPoolConfig.flags.pool_mode", "evidence": {"pool_mode": mode}} if {
	mode != input.parameters.mode
	message := sprintf("The pool mode is %s instead of %s.", [mode, input.parameters.mode])
}

fail contains {"message": message, "at": "connectionPoolConfig.flags.max_client_connections", "evidence": {"clients": clients}} if {
	clients > input.parameters.max_clients
	message := sprintf("A pooler takes %d clients; at most %d are allowed.", [clients, input.parameters.max_clients])
}

fail contains {"message": message, "at": "connectionPoolConfig.flags.max_pool_size", "evidence": {"max_pool_size": size}} if {
	connections := to_number(input.resource.data.databaseFlags.max_connections)
	opened := size * object.get(pool, "poolerCount", 1)
	opened > connections * input.parameters.share
	message := sprintf("The pools may open %d of %d connections.", [opened, connections])
}

unknown contains "The poolers are not counted, or max_connections is not set." if {
	not object.get(input.resource.data.databaseFlags, "max_connections", "") == ""
	not pool.poolerCount
}
