# METADATA
# title: BigQuery's connections to databases are not shared with everybody
# description: >-
#   Who may use a connection runs queries in the database with the connection's login, from BigQuery, past all
#   network controls. A whole domain is more than any report needs.
# related_resources:
# - https://cloud.google.com/bigquery/docs/connect-to-alloydb
# - https://cloud.google.com/bigquery/docs/working-with-connections
# custom:
#   id: GC-INT-001
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy, bigqueryconnection.Connection]
#   parameters: {}
#   controls: {}
#   seeds: [S1-T-042]
#   remediation: |
#     # The resource: {{resource}}; take the member out of its policy in the console, or by
#     # projects.locations.connections.setIamPolicy of BigQuery's Connection API.
package assay.rules.bigquery.shared_connections

import data.assay.lib.iam

applies if startswith(input.resource.data.resource, "//bigqueryconnection.googleapis.com/")

wide(member) if member in {"allUsers", "allAuthenticatedUsers"}

wide(member) if startswith(member, "domain:")

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	some grant in iam.granted
	wide(grant.member)
	message := sprintf("%s may use the connection (%s).", [grant.member, grant.role])
}
