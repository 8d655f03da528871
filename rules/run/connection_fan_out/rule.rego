# METADATA
# title: Services that scale out cannot exhaust a database's connections
# description: >-
#   Every instance of a serverless service brings a pool of its own. A hundred of them with seven connections each
#   are more than most databases take, and they come all at once, when there is load. Which database a service uses
#   is told by its Cloud SQL annotation or a label.
# related_resources:
# - https://cloud.google.com/run/docs/configuring/max-instances
# - https://cloud.google.com/sql/docs/postgres/manage-connections
# custom:
#   id: GC-PERF-012
#   severity: medium
#   confidence: medium
#   resource: run.Service
#   needs: [run.Service, sqladmin.Instance]
#   parameters:
#     pool_size:
#       default: 7
#       type: integer
#       description: '"Connections that each instance of the service may open: of its pool and beyond it."'
#     share:
#       default: 0.8
#       type: number
#       description: The most of max_connections that all services together may open.
#     default_max_connections:
#       default: 500
#       type: integer
#       description: '"max_connections of instances that do not set it."'
#   controls: {}
#   seeds: [S2-POOL-01, S2-PF-SRV-01, S2-T-027, S2-T-028]
#   remediation: |
#     gcloud run services update {{service}} --region={{location}} --project={{project}} \
#       --max-instances=<number>
#     # or a pooler between them
package assay.rules.run.connection_fan_out

import data.assay.lib.flags

connected(service) := {trim_space(name) |
	annotation := object.get(service.data, ["spec", "template", "metadata", "annotations", "run.googleapis.com/cloudsql-instances"], "")
	some name in split(annotation, ",")
	name != ""
} | {name |
	some volume in object.get(service.data, ["template", "volumes"], [])
	some name in object.get(volume, ["cloudSqlInstance", "instances"], [])
}

applies if count(connected(input.resource)) > 0

# Without a limit Cloud Run goes up to 100 instances: https://cloud.google.com/run/docs/configuring/max-instances
instances(service) := to_number(object.get(
	service.data, ["spec", "template", "metadata", "annotations", "autoscaling.knative.dev/maxScale"],
	object.get(service.data, ["template", "scaling", "maxInstanceCount"], "100"),
))

# PROJECT:REGION:INSTANCE
database(name) := data.estate.by_id[id].data if {
	parts := split(name, ":")
	id := sprintf("//cloudsql.googleapis.com/projects/%s/instances/%s", [parts[0], parts[2]])
}

limit(name) := to_number(object.get(flags.listed(database(name).settings.databaseFlags), "max_connections", sprintf("%d", [input.parameters.default_max_connections])))

opened(name) := sum([connections |
	some service in data.estate.by_kind["run.Service"]
	name in connected(service)
	connections := instances(service) * input.parameters.pool_size
])

fail contains {"message": message, "at": "autoscaling.knative.dev/maxScale", "evidence": {"max_connections": limit(name), "opened": opened(name)}} if {
	some name in connected(input.resource)
	opened(name) > limit(name) * input.parameters.share
	message := sprintf("All services together may open %d of %d connections of %s.", [opened(name), limit(name), name])
}

unknown contains sprintf("%s is outside the scan.", [name]) if {
	some name in connected(input.resource)
	not database(name)
}
