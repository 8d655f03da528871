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
#   controls: {}
#   seeds:
#     [S0-RP-04, S0-RP-06, S0-RP-07, S0-AP-ARC-04, S0-AP-CST-02, S0-INI-05, S0-CST-02, S0-T-008, S0-T-072, S1-T-005,
#     S1-T-009, S1-T-032, S1-T-062]
#   remediation: |
#     # In the console, or by PATCH of readPoolConfig.autoScalingConfig of
#     # https://alloydb.googleapis.com/v1alpha/projects/{{project}}/locations/{{location}}/clusters/{{cluster}}/instances/{{instance}}
package assay.rules.alloydb.read_pool_autoscaling

scaling := object.get(input.resource.data, ["readPoolConfig", "autoScalingConfig"], null)

applies if {
	is_object(scaling)
	object.get(scaling, "enabled", true)
}

fail contains {"message": message, "at": "readPoolConfig.autoScalingConfig", "evidence": {"autoScalingConfig": scaling}} if {
	is_number(least)
	least < input.parameters.min
	message := sprintf("The pool may shrink to %d node(s); at least %d are demanded.", [least, input.parameters.min])
}

fail contains {"message": message, "at": "readPoolConfig.autoScalingConfig", "evidence": {"autoScalingConfig": scaling}} if {
	is_number(most)
	most > input.parameters.max
	message := sprintf("The pool may grow to %d nodes; at most %d are allowed.", [most, input.parameters.max])
}

least := number("minNodeCount")

most := number("maxNodeCount")

# In the configuration itself or in its policy.
number(field) := object.get(scaling, field, object.get(scaling, ["policy", field], null))

unknown contains "The limits are not reported." if not told

told if {
	is_number(least)
	is_number(most)
}
