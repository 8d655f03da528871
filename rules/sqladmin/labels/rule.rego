# METADATA
# title: Cloud SQL instances carry the labels that costs are counted by
# description: >-
#   Labels are how a bill is divided among teams, and how other rules know what is production.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/label-instance
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-COST-001-SQL
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     required:
#       default: [env, team, cost-center]
#       type: array
#       description: The labels that must be there.
#     patterns:
#       default: {}
#       type: object
#       description: '"For labels whose values are known, a regular expression: {\"env\": \"prod|dev\"}."'
#   controls: {}
#   seeds: [S0-CST-07]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --update-labels=env=<environment>,team=<team>,cost-center=<number>
package assay.rules.sqladmin.labels

import data.assay.lib.google

labels := input.resource.data.settings.userLabels

applies if google.postgres

fail contains {"message": sprintf("The label %s is missing.", [name]), "at": at, "evidence": {"labels": labels}} if {
	some name in input.parameters.required
	not labels[name]
	at := sprintf("settings.userLabels.%s", [name])
}

fail contains {"message": message, "at": at, "evidence": {at: labels[name]}} if {
	some name, pattern in input.parameters.patterns
	not regex.match(sprintf("^(?:%s)$", [pattern]), labels[name])
	at := sprintf("settings.userLabels.%s", [name])
	message := sprintf("The label %s is %q.", [name, labels[name]])
}

unknown contains "The settings are not reported." if not labels
