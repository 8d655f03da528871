# METADATA
# title: AlloyDB instances are not larger than they need to be
# description: >-
#   An instance that is busy to a tenth for two weeks, at its busiest hours to a quarter, costs twice what it must.
#   Reserves for a failover are kept by its standby, not by its size.
# related_resources:
# - https://cloud.google.com/alloydb/pricing
# - https://cloud.google.com/alloydb/docs/instance-machine-type
# custom:
#   id: GC-COST-002
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, monitoring.TimeSeries]
#   parameters:
#     low:
#       default: 0.2
#       type: number
#       description: >-
#         "An instance whose mean is below this, and whose maximum is below twice this, is larger than it needs to
#         be."
#     min_vcpu:
#       default: 2
#       type: integer
#       description: Machines of this size cannot be made smaller.
#   controls: {}
#   seeds: [S0-AP-CST-01, S0-CST-01, S2-PF-CST-02, S0-T-071, S1-T-061, S1-T-081, S1-T-082, S2-T-078]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --cpu-count=<fewer>
package assay.rules.alloydb.idle_processors

import data.assay.lib.google
import data.assay.lib.measured

cpus := google.processors(input.resource.data.machineConfig)

applies if not smallest

smallest if cpus <= input.parameters.min_vcpu

mean := measured.greatest(input.resource.id, "alloydb.googleapis.com/instance/cpu/average_utilization", "mean")

most := measured.greatest(input.resource.id, "alloydb.googleapis.com/instance/cpu/average_utilization", "p95")

fail contains {"message": message, "at": "machineConfig.cpuCount", "evidence": {"mean": mean, "p95": most}} if {
	mean < input.parameters.low
	most < input.parameters.low * 2
	message := sprintf("Processors were busy to %d %% on average.", [measured.percent(mean)])
}

unknown contains "The processors were not measured." if not mean

unknown contains "The processors were not measured." if not most

unknown contains "The number of virtual processors is not told." if not cpus
