# METADATA
# title: Virtual machines do not carry database passwords in their metadata
# description: >-
#   Metadata of a machine can be read by every process on it, and by everybody who may look at the machine. Values
#   are never read by this scan; names, and whether a URL holds a password, are enough.
# related_resources:
# - https://cloud.google.com/compute/docs/metadata/overview
# - https://cloud.google.com/sdk/gcloud/reference/compute/instances/remove-metadata
# custom:
#   id: GC-SEC-003-INSTANCE
#   severity: high
#   resource: compute.Instance
#   needs: [compute.Instance]
#   parameters:
#     names:
#       default: "(?i)(PGPASSWORD|(DB|DATABASE|POSTGRES|PG|SQL|ALLOYDB).*(PASS|PWD|SECRET)|^PASSWORD$)"
#       type: string
#       description: A regular expression for keys that hold a password.
#   controls: {}
#   seeds: [S2-SEC-04, S2-PF-SRV-05, S2-PF-SEC-01, S0-T-020, S2-T-063]
#   remediation: |
#     gcloud compute instances remove-metadata {{name}} --project={{project}} --zone={{zone}} --keys=<key>
#     # Read the secret at start instead: gcloud secrets versions access latest --secret=<secret>
package assay.rules.compute.plain_passwords

import data.assay.lib.variables

fail contains {"message": message, "at": item.key} if {
	some item in input.resource.data.metadata.items
	variables.holds_password({"name": item.key, "withheld": object.get(item, "withheld", {"empty": true})}, input.parameters.names)
	message := sprintf("%s holds a password in plain text.", [item.key])
}
