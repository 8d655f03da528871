# METADATA
# title: max_connections of AlloyDB fits the machine's memory
# description: >-
#   Every connection costs memory, and all of them at once are a number that somebody once thought large enough.
#   Beyond some 25 for each GB the memory is promised twice; a pooler serves more clients with fewer.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/database-flags
# - https://cloud.google.com/alloydb/docs/managed-connection-pooling
# custom:
#   id: GC-PERF-003
#   severity: medium
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     factor:
#       default: 25
#       type: integer
#       description: Connections for each GB of memory.
#     gb_per_cpu:
#       default: 8
#       type: integer
#       description: '"Memory of a virtual processor in GB; AlloyDB''s machine types have 8."'
#   controls: {}
#   seeds: [S0-T-006, S0-T-026, S0-T-070, S1-T-008, S1-T-070, S1-T-084, S2-T-073]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --database-flags=max_connections=<number>,…
#     # The list replaces all flags. Set now: {{databaseFlags}}
package assay.rules.alloydb.max_connections

import data.assay.lib.google
import input.resource.data.databaseFlags as given

applies if given.max_connections

connections := to_number(given.max_connections)

# n2-highmem, c4-highmem and c4a-highmem: 8 GB each. https://cloud.google.com/alloydb/docs/choose-machine-type
limit := (google.processors(input.resource.data.machineConfig) * input.parameters.gb_per_cpu) * input.parameters.factor

fail contains {"message": message, "at": "databaseFlags.max_connections", "evidence": {"max_connections": connections}} if {
	connections > limit
	message := sprintf("%d connections are allowed; the memory is enough for %d.", [connections, limit])
}

unknown contains "The number of virtual processors is not told." if not limit
