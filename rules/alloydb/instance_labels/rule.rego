# METADATA
# title: AlloyDB instances carry the labels that costs are counted by
# description: >-
#   Machines are most of the bill, and the labels of the cluster are not those of its instances. gcloud has no flag
#   for them; the API, Terraform and Config Connector have.
# related_resources:
# - https://cloud.google.com/resource-manager/docs/labels-overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances/patch
# custom:
#   id: GC-COST-001-INSTANCE
#   severity: low
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     required:
#       default: [team, cost-center]
#       type: array
#       description: The labels that must be there.
#   controls: {}
#   seeds: [S0-CST-07]
#   remediation: |
#     curl --request PATCH \
#       --header "Authorization: Bearer $(gcloud auth print-access-token)" --header "Content-Type: application/json" \
#       --data '{"labels": {"team": "…", "cost-center": "…"}}' \
#       "https://alloydb.googleapis.com/v1/projects/{{project}}/locations/{{location}}/clusters/{{cluster}}/instances/{{instance}}?updateMask=labels"
#     # The labels replace the old ones.
package assay.rules.alloydb.instance_labels

labels := input.resource.data.labels

fail contains {"message": sprintf("The label %s is missing.", [name]), "at": at, "evidence": {"labels": labels}} if {
	some name in input.parameters.required
	not labels[name]
	at := sprintf("labels.%s", [name])
}
