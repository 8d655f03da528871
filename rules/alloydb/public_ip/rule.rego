# METADATA
# title: AlloyDB instances have no public IP address
# description: >-
#   A public address puts the database's port in front of the whole internet, with authorized networks and passwords
#   as the only doors. Private services access or Private Service Connect reach it without one.
# related_resources:
# - https://cloud.google.com/alloydb/docs/connect-public-ip
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/instances/update
# custom:
#   id: GC-NET-001
#   severity: high
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters:
#     allow_labels:
#       default: {}
#       type: object
#       description: Instances with one of these labels may be public, for instance {"public-approved":"true"}.
#   controls:
#     cis-gcp-5: ["6.7"]
#     pci-dss-4: ["1.3.1", "1.4.2"]
#     hipaa: [164.312(a)(1)]
#     soc-2: [CC6.1]
#   seeds: [S0-AP-ARC-05, S0-T-038, S1-T-012, S1-T-089]
#   remediation: |
#     gcloud alloydb instances update {{instance}} \
#       --cluster={{cluster}} --region={{location}} --project={{project}} \
#       --assign-inbound-public-ip=NO_PUBLIC_IP
#     # This clears the authorized external networks too.
package assay.rules.alloydb.public_ip

import input.resource.data as instance

applies if not approved

approved if {
	some label, value in input.parameters.allow_labels
	instance.labels[label] == value
}

fail contains {"message": "A public IP address is assigned.", "at": "networkConfig.enablePublicIp", "evidence": seen} if {
	public
}

seen := {
	"networkConfig.enablePublicIp": instance.networkConfig.enablePublicIp,
	"publicIpAddress": object.get(instance, "publicIpAddress", ""),
}

public if instance.networkConfig.enablePublicIp

public if instance.publicIpAddress != ""
