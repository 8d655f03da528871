# METADATA
# title: Cloud SQL instances have no public IP address
# description: >-
#   A public address puts the database's port in front of the internet, with authorized networks and passwords as the
#   doors. A private address or Private Service Connect reach the instance without one.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/configure-ip
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-NET-010
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S0-AP-ARC-05, S2-T-058]
#   remediation: |
#     # The private path first, if there is none yet: --network=projects/<project>/global/networks/<network>
#     gcloud sql instances patch {{instance}} --project={{project}} --no-assign-ip
package assay.rules.sqladmin.public_ip

import data.assay.lib.google

applies if google.postgres

fail contains {"message": "A public IP address is assigned.", "at": "settings.ipConfiguration.ipv4Enabled", "evidence": seen} if {
	input.resource.data.settings.ipConfiguration.ipv4Enabled
	seen := {"settings.ipConfiguration.ipv4Enabled": true, "ipAddresses": input.resource.data.ipAddresses}
}

fail contains {"message": "A public IP address is assigned.", "at": "ipAddresses", "evidence": {"ipAddresses": [address]}} if {
	some address in input.resource.data.ipAddresses
	object.get(address, "type", "") == "PRIMARY"
	not input.resource.data.settings.ipConfiguration.ipv4Enabled
}
