# METADATA
# title: Production Cloud SQL instances have processors of their own
# description: >-
#   The tiers db-f1-micro and db-g1-small share a processor with others and are outside Cloud SQL's service level
#   agreement. A single processor stops for everybody while one query sorts.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/create-instance#machine-types
# - https://cloud.google.com/sql/sla
# custom:
#   id: GC-PERF-010-SQL
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
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
#     gcloud sql instances patch {{instance}} --project={{project}} --tier=db-custom-4-16384
#     # The instance restarts.
package assay.rules.sqladmin.small_machine

import data.assay.lib.google

applies if {
	google.postgres
	google.production
}

tier := input.resource.data.settings.tier

fail contains {"message": sprintf("%s shares a processor.", [tier]), "at": "settings.tier", "evidence": {"settings.tier": tier}} if {
	tier in {"db-f1-micro", "db-g1-small"}
}

# db-custom-CPUS-MEMORY, db-perf-optimized-N-CPUS, db-n1-standard-CPUS
cpus := to_number(regex.find_all_string_submatch_n(`^db-custom-([0-9]+)-[0-9]+$`, tier, 1)[0][1])

cpus := to_number(regex.find_all_string_submatch_n(`^db-[a-z][a-z0-9]*(?:-[a-zA-Z]+)+-([0-9]+)$`, tier, 1)[0][1]) if {
	not startswith(tier, "db-custom-")
}

fail contains {"message": message, "at": "settings.tier", "evidence": {"settings.tier": tier}} if {
	cpus < input.parameters.min_vcpu
	message := sprintf("%s has %d virtual processor(s); at least %d are demanded.", [tier, cpus, input.parameters.min_vcpu])
}

unknown contains sprintf("The tier %q is not known to this rule.", [tier]) if {
	not cpus
	not tier in {"db-f1-micro", "db-g1-small"}
}
