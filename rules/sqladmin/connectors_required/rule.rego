# METADATA
# title: Cloud SQL instances in production are reached by connectors only
# description: >-
#   The Auth Proxy and the language connectors ask IAM before they open a connection and encrypt it with certificates
#   that live for an hour. An instance that also takes direct connections trusts the network and a password.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/connect-auth-proxy
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-NET-013
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
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
#   controls: {}
#   seeds: [S2-GCP-01, S2-PF-SRV-02, S2-T-057]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --connector-enforcement=REQUIRED
#     # Clients that connect directly stop working: find them first.
package assay.rules.sqladmin.connectors_required

import data.assay.lib.google

applies if {
	google.postgres
	google.production
}

applies if {
	google.postgres
	object.get(input.resource.data, ["settings", "ipConfiguration", "ipv4Enabled"], true)
}

fail contains {"message": "Direct connections are accepted.", "at": at, "evidence": {at: enforcement}} if {
	enforcement := input.resource.data.settings.connectorEnforcement
	enforcement in {"NOT_REQUIRED", "CONNECTOR_ENFORCEMENT_UNSPECIFIED"}
	at := "settings.connectorEnforcement"
}

unknown contains sprintf("The enforcement %v is not known to this rule.", [enforcement]) if {
	enforcement := input.resource.data.settings.connectorEnforcement
	not enforcement in {"REQUIRED", "NOT_REQUIRED", "CONNECTOR_ENFORCEMENT_UNSPECIFIED"}
}
