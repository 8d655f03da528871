# METADATA
# title: Keys of databases are in allowed regions
# description: >-
#   Where a key lies decides whose courts may ask for it, and which region's failure stops the database. Without a
#   list of allowed regions the rule has no opinion.
# related_resources:
# - https://cloud.google.com/kms/docs/locations
# - https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
# custom:
#   id: GC-DR-007-KEY
#   severity: high
#   resource: cloudkms.CryptoKey
#   needs: [cloudkms.CryptoKey, alloydb.Cluster, alloydb.Backup, sqladmin.Instance]
#   parameters:
#     allowed_regions:
#       default: []
#       type: array
#       description: >-
#         "Regions where keys may lie, such as europe-west4, europe-* or europe. Where empty, the rule does not
#         apply."
#   controls: {}
#   seeds: [S0-INI-01, S1-T-068, S1-T-074, S2-T-060]
#   remediation: |
#     gcloud kms keys create <new key> \
#       --keyring=<key ring> --location=<allowed region> --project={{project}} --purpose=encryption
package assay.rules.kms.allowed_regions

import data.assay.lib.google
import data.assay.lib.keys

applies if {
	count(input.parameters.allowed_regions) > 0
	keys.of_database
}

region := google.segment(input.resource.id, "locations")

fail contains {"message": sprintf("The key is in %s.", [region]), "evidence": {"location": region}} if {
	not google.allowed(region)
}
