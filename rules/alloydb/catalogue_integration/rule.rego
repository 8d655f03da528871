# METADATA
# title: AlloyDB's integrations are as was decided
# description: >-
#   AlloyDB publishes names of databases, tables and columns to Google's catalogue unless it is told not to. Whether
#   that is wanted is a matter of policy, not of security alone; without a decision the rule has no opinion.
# related_resources:
# - https://cloud.google.com/alloydb/docs/manage-data-using-studio
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#DataplexConfig
# custom:
#   id: GC-INT-002
#   severity: info
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     dataplex:
#       default: any
#       type: string
#       description: '"on, off, or any: whether metadata go to the catalogue."'
#   controls: {}
#   seeds: []
#   remediation: |
#     curl --request PATCH \
#       --header "Authorization: Bearer $(gcloud auth print-access-token)" --header "Content-Type: application/json" \
#       --data '{"dataplexConfig": {"enabled": false}}' \
#       "https://alloydb.googleapis.com/v1/projects/{{project}}/locations/{{location}}/clusters/{{cluster}}?updateMask=dataplexConfig"
package assay.rules.alloydb.catalogue_integration

applies if input.parameters.dataplex != "any"

enabled := input.resource.data.dataplexConfig.enabled

fail contains {"message": "Metadata go to the catalogue.", "at": at, "evidence": {at: true}} if {
	input.parameters.dataplex == "off"
	enabled
	at := "dataplexConfig.enabled"
}

fail contains {"message": "Metadata do not go to the catalogue.", "at": at, "evidence": {at: false}} if {
	input.parameters.dataplex == "on"
	not enabled
	at := "dataplexConfig.enabled"
}

unknown contains sprintf("The parameter dataplex is %q.", [input.parameters.dataplex]) if {
	not input.parameters.dataplex in {"on", "off", "any"}
}
