# METADATA
# title: Memory of AlloyDB's primaries fits the size of the data
# description: >-
#   What does not fit into memory is read from storage. A quarter of the data is a rule of thumb for a working set; a
#   warehouse needs less, a busy shop perhaps more.
# related_resources:
# - https://cloud.google.com/alloydb/docs/choose-machine-type
# - https://cloud.google.com/monitoring/api/metrics_gcp_a_b
# custom:
#   id: GC-PERF-007
#   severity: info
#   confidence: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster, monitoring.TimeSeries]
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
#     ratio:
#       default: 0.25
#       type: number
#       description: The share of the data that memory should hold.
#     min_gb:
#       default: 16
#       type: integer
#       description: The least memory in GB.
#     gb_per_cpu:
#       default: 8
#       type: integer
#       description: '"Memory of a virtual processor in GB; AlloyDB''s machine types have 8."'
#   controls: {}
#   seeds: [S1-T-083]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --cpu-count=<more>
package assay.rules.alloydb.memory_for_data

import data.assay.lib.google
import data.assay.lib.measured

applies if {
	google.production
	input.resource.data.instanceType == "PRIMARY"
}

memory := google.processors(input.resource.data.machineConfig) * input.parameters.gb_per_cpu

size := measured.greatest(input.resource.parent, "alloydb.googleapis.com/cluster/storage/usage", "last") / 1073741824

wanted := max([input.parameters.min_gb, size * input.parameters.ratio])

fail contains {"message": message, "at": "machineConfig.cpuCount", "evidence": {"memory, GB": memory, "data, GB": round(size)}} if {
	memory < wanted
	message := sprintf("%d GB of memory serve %d GB of data; %d GB are recommended.", [memory, round(size), round(wanted)])
}

unknown contains "The storage was not measured." if not size

unknown contains "The number of virtual processors is not told." if not memory
