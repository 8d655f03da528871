# METADATA
# title: AlloyDB clusters carry the labels that costs are counted by
# description: >-
#   Labels are how a bill is divided among teams, and how other rules know what is production. gcloud has no flag for
#   them; the API, Terraform and Config Connector have.
# related_resources:
# - https://cloud.google.com/resource-manager/docs/labels-overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters/patch
# custom:
#   id: GC-COST-001
#   severity: low
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
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
#     curl --request PATCH \
#       --header "Authorization: Bearer $(gcloud auth print-access-token)" --header "Content-Type: application/json" \
#       --data '{"labels": {"env": "…", "team": "…", "cost-center": "…"}}' \
#       "https://alloydb.googleapis.com/v1/projects/{{project}}/locations/{{location}}/clusters/{{cluster}}?updateMask=labels"
#     # The labels replace the old ones.
package assay.rules.alloydb.labels

labels := input.resource.data.labels

fail contains {"message": sprintf("The label %s is missing.", [name]), "at": at, "evidence": {"labels": labels}} if {
	some name in input.parameters.required
	not labels[name]
	at := sprintf("labels.%s", [name])
}

fail contains {"message": message, "at": at, "evidence": {at: labels[name]}} if {
	some name, pattern in input.parameters.patterns
	not regex.match(sprintf("^(?:%s)$", [pattern]), labels[name])
	at := sprintf("labels.%s", [name])
	message := sprintf("The label %s is %q.", [name, labels[name]])
}
