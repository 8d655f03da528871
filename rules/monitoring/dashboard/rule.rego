# METADATA
# title: A dashboard charts the databases' metrics
# description: >-
#   In an incident one wants to see processors, connections, lag and storage side by side, over the same hours.
#   Google's own pages show one instance each.
# related_resources:
# - https://cloud.google.com/monitoring/charts/dashboards
# - https://cloud.google.com/sdk/gcloud/reference/monitoring/dashboards/create
# custom:
#   id: GC-MON-008
#   severity: low
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, monitoring.Dashboard, alloydb.Cluster, sqladmin.Instance]
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
#     monitoring_projects:
#       default: []
#       type: array
#       description: Ids of other projects whose dashboards show this one.
#   controls: {}
#   seeds: [S0-MON-01, S0-T-063]
#   remediation: |
#     gcloud monitoring dashboards create --project={{project}} --config-from-file=<file>
package assay.rules.monitoring.dashboard

import data.assay.lib.google

applies if {
	google.hosts_database(input.resource.id)
	google.production
}

elsewhere := {project |
	some name in input.parameters.monitoring_projects
	project := concat("", ["//cloudresourcemanager.googleapis.com/projects/", name])
}

projects := {input.resource.id} | elsewhere

charted contains dashboard.id if {
	some project in projects
	some dashboard in data.estate.children[project]
	regex.match(`^//monitoring\.googleapis\.com/.*/dashboards/`, dashboard.id)
	walk(dashboard.data, [_, text])
	is_string(text)
	regex.match(`(alloydb|cloudsql)[._]googleapis[._]com`, text)
}

# A project that was not read has nothing below it.
not_read contains project if {
	some project in elsewhere
	not data.estate.by_id[project]
}

unknown contains message if {
	count(charted) == 0
	some project in not_read
	message := sprintf("Project %s, which may have the dashboard, was not read.", [trim_prefix(project, "//cloudresourcemanager.googleapis.com/projects/")])
}

fail contains {"message": "No dashboard shows metrics of databases.", "at": "dashboards"} if {
	count(charted) == 0
	count(not_read) == 0
}
