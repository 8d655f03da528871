# METADATA
# title: Production AlloyDB instances for many connections have a pooler
# description: >-
#   Each connection of PostgreSQL is a process. Instances that are set up for many of them spend memory and time on
#   processes that wait; a pooler, AlloyDB's own or PgBouncer, serves the same clients with a few.
# related_resources:
# - https://cloud.google.com/alloydb/docs/managed-connection-pooling
# - https://cloud.google.com/alloydb/docs/configure-managed-connection-pooling
# custom:
#   id: GC-PERF-004
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
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
#     above:
#       default: 500
#       type: integer
#       description: The number of connections from which on a pooler is demanded.
#     pooler_label:
#       default: pooler
#       type: string
#       description: '"A label of the cluster that says that there is another pooler, such as pooler=pgbouncer."'
#   controls: {}
#   seeds: [S0-HA-05, S0-AP-ARC-03, S0-INI-04, S4-T-058]
#   remediation: |
#     gcloud alpha alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --enable-connection-pooling
#     # or label the cluster pooler=pgbouncer where one runs elsewhere.
package assay.rules.alloydb.pooler

import data.assay.lib.google
import input.resource.data as instance

applies if {
	google.production
	to_number(instance.databaseFlags.max_connections) > input.parameters.above
}

pooled if instance.connectionPoolConfig.enabled

pooled if google.labels[input.parameters.pooler_label]

fail contains {"message": message, "at": "connectionPoolConfig.enabled", "evidence": seen} if {
	not pooled
	message := sprintf("%s connections are allowed, and no pooler is there.", [instance.databaseFlags.max_connections])
	seen := {"databaseFlags.max_connections": instance.databaseFlags.max_connections, "connectionPoolConfig.enabled": false}
}
