# METADATA
# title: Authorized networks of Cloud SQL that were temporary are gone
# description: >-
#   An authorized network may have an end, after which Cloud SQL ignores it. One that is past clutters the list that
#   somebody reads to see who may come in; one without an end and without a known name is a visitor who stayed.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/authorize-networks
# - https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances#AclEntry
# custom:
#   id: GC-NET-017
#   severity: low
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     permanent:
#       default: []
#       type: array
#       description: '"Names of entries that need no end. Where empty, any entry may be without one."'
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --authorized-networks=<address>/32,…
#     # The list replaces the old one.
package assay.rules.sqladmin.expired_networks

import data.assay.lib.google

entries := input.resource.data.settings.ipConfiguration.authorizedNetworks

applies if {
	google.postgres
	count(entries) > 0
}

fail contains {"message": message, "at": at(i), "evidence": {at(i): entry}} if {
	some i, entry in entries
	ended := object.get(entry, "expirationTime", null)
	ended != null
	google.days_since(ended) >= 0
	message := sprintf("%s ended on %s.", [entry.value, substring(ended, 0, 10)])
}

fail contains {"message": message, "at": at(i), "evidence": {at(i): entry}} if {
	count(input.parameters.permanent) > 0
	some i, entry in entries
	object.get(entry, "expirationTime", null) == null
	not entry.name in input.parameters.permanent
	message := sprintf("%s has no end, and its name %q is not among the permanent ones.", [entry.value, entry.name])
}

at(i) := sprintf("settings.ipConfiguration.authorizedNetworks[%d]", [i])
