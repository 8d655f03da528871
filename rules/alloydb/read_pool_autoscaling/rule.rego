# METADATA
# title: Limits of AlloyDB's read pool autoscaling are sensible
# description: >-
#   A pool that scales from one node has none to spare, and one without a bound scales until the quota. The setting
#   is in the REST API and the console; gcloud 528 has no flag for it, and what does not report it is judged by
#   nobody.
# related_resources:
# - https://cloud.google.com/alloydb/docs/instance-read-pool-scale
# - https://cloud.google.com/alloydb/docs/reference/rest/v1alpha/projects.locations.clusters.instances
# custom:
#   id: GC-COST-004
#   severity: low
#   confidence: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     min:
#       default: 2
#       type: integer
#       description: The least minimum.
#     max:
#       default: 20
#       type: integer
#       description: The greatest maximum.
#     min_cpu:
#       default: 0.6
#       type: number
#       description: The least share of the processors that scaling may aim at.
#     max_cpu:
#       default: 0.8
#       type: number
#       description: The greatest.
#   controls: {}
#   seeds:
#     [S0-RP-04, S0-RP-06, S0-RP-07, S0-AP-ARC-04, S0-AP-CST-02, S0-INI-05, S0-CST-02, S0-T-008, S0-T-072, S1-T-005,
#     S1-T-009, S1-T-032, S1-T-062]
#   remediation: |
#     # In the console, or by PATCH of readPoolConfig.autoScalingConfig of
#     # https://alloydb.googleapis.com/v1alpha/projects/{{project}}/locations/{{location}}/clusters/{{cluster}}/instances/{{instance}}
package assay.rules.alloydb.read_pool_autoscaling

# AutoScalingConfig and its Policy in https://alloydb.googleapis.com/$discovery/rest?version=v1alpha: whole numbers are texts
# there, and the least number of nodes is the pool's own nodeCount.
scaling := object.get(input.resource.data, ["readPoolConfig", "autoScalingConfig"], null)

policy := object.get(scaling, "policy", {})

applies if {
	is_object(scaling)
	object.get(policy, "enabled", false)
}

least := input.resource.data.readPoolConfig.nodeCount

most := to_number(object.get(policy, "maxNodeCount", null))

target := object.get(policy, ["cpuUtilization", "utilizationTarget"], null)

fail contains {"message": message, "at": "readPoolConfig.nodeCount", "evidence": {"nodeCount": least}} if {
	least < input.parameters.min
	message := sprintf("The pool has %d node(s) to begin with; at least %d are demanded.", [least, input.parameters.min])
}

fail contains {"message": message, "at": "readPoolConfig.autoScalingConfig", "evidence": {"autoScalingConfig": scaling}} if {
	most > input.parameters.max
	message := sprintf("The pool may grow to %d nodes; at most %d are allowed.", [most, input.parameters.max])
}

fail contains {"message": message, "at": "readPoolConfig.autoScalingConfig", "evidence": {"autoScalingConfig": scaling}} if {
	is_number(target)
	not sensible
	message := sprintf("Scaling aims at %d %% of the processors, outside of %d to %d %%.", [percent(target), percent(input.parameters.min_cpu), percent(input.parameters.max_cpu)])
}

sensible if {
	target >= input.parameters.min_cpu
	target <= input.parameters.max_cpu
}

percent(share) := round(share * 100)

unknown contains "The greatest number of nodes is not reported." if object.get(policy, "maxNodeCount", null) == null
