# METADATA
# title: Cloud SQL instances are reached by a private path
# description: >-
#   A private address, or Private Service Connect, keeps traffic to the database within Google's network. Without
#   either, every client comes through the public address.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/private-ip
# - https://cloud.google.com/sql/docs/postgres/configure-private-service-connect
# custom:
#   id: GC-NET-012
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S2-T-058]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --network=projects/<project>/global/networks/<network>
package assay.rules.sqladmin.private_path

import data.assay.lib.google
import input.resource.data.settings.ipConfiguration as ip

applies if google.postgres

fail contains {"message": message, "at": "settings.ipConfiguration.privateNetwork", "evidence": {"settings.ipConfiguration": seen}} if {
	ip.privateNetwork == ""
	not ip.pscConfig.pscEnabled
	message := "Neither a private address nor Private Service Connect is set up."
	seen := object.filter(ip, {"privateNetwork", "pscConfig", "ipv4Enabled"})
}
