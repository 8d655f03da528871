# METADATA
# title: AlloyDB instances have no outbound public IP address
# description: >-
#   With an outbound address the database itself can open connections to the internet, by foreign data wrappers or
#   logical subscriptions: a way out for data that no firewall of the VPC sees. It is needed for such sources only,
#   and then by approval.
# related_resources:
# - https://cloud.google.com/alloydb/docs/connect-public-ip
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/update
# custom:
#   id: GC-NET-003
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance, alloydb.Cluster]
#   parameters:
#     exempt_label:
#       default: outbound-approved
#       type: string
#       description: Instances with this label, or in a cluster with it, may have one.
#   controls: {}
#   seeds: [S1-T-012]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --no-outbound-public-ip
package assay.rules.alloydb.outbound_public_ip

import data.assay.lib.google
import input.resource.data as instance

applies if not approved

approved if instance.labels[input.parameters.exempt_label]

approved if google.labels[input.parameters.exempt_label]

fail contains {"message": message, "at": "networkConfig.enableOutboundPublicIp", "evidence": seen} if {
	instance.networkConfig.enableOutboundPublicIp
	message := "The instance can open connections to the internet."
	seen := {
		"networkConfig.enableOutboundPublicIp": true,
		"outboundPublicIpAddresses": object.get(instance, "outboundPublicIpAddresses", []),
	}
}
