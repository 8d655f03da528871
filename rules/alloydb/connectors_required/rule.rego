# METADATA
# title: Production AlloyDB instances are reached by connectors only
# description: >-
#   The Auth Proxy and the language connectors ask IAM before they open a connection, and encrypt it with
#   certificates that live for an hour. An instance that also takes direct connections trusts the network and a
#   password. In front of the internet that matters more.
# related_resources:
# - https://cloud.google.com/alloydb/docs/auth-proxy/overview
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#ClientConnectionConfig
# custom:
#   id: GC-NET-008
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
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
#   seeds: [S1-T-036]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --require-connectors
#     # Clients that connect directly stop working: find them first.
package assay.rules.alloydb.connectors_required

import data.assay.lib.google
import input.resource.data as instance

applies if google.production

applies if instance.networkConfig.enablePublicIp

default severity := "medium"

severity := "high" if instance.networkConfig.enablePublicIp

fail contains {"message": "Direct connections are accepted.", "at": at, "evidence": {at: false}, "severity": severity} if {
	at := "clientConnectionConfig.requireConnectors"
	not instance.clientConnectionConfig.requireConnectors
}
