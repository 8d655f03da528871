# METADATA
# title: Production AlloyDB instances have at least two virtual processors
# description: >-
#   A machine with a single processor stops for everybody while one query sorts, and maintenance takes what is left.
#   It is for trials.
# related_resources:
# - https://cloud.google.com/alloydb/docs/choose-machine-type
# custom:
#   id: GC-PERF-010
#   severity: high
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
#     min_vcpu:
#       default: 2
#       type: integer
#       description: The least number of virtual processors.
#   controls: {}
#   seeds: [S2-PF-SCA-05, S0-T-070, S2-T-037, S2-T-074]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --cpu-count=4
package assay.rules.alloydb.small_machine

import data.assay.lib.google

applies if google.production

cpus := google.processors(input.resource.data.machineConfig)

fail contains {"message": message, "at": "machineConfig.cpuCount", "evidence": seen} if {
	cpus < input.parameters.min_vcpu
	message := sprintf("The machine has %d virtual processor(s); at least %d are demanded.", [cpus, input.parameters.min_vcpu])
	seen := {"machineConfig": input.resource.data.machineConfig}
}

unknown contains "The number of virtual processors is not told." if not cpus
