# METADATA
# title: AlloyDB backups are in allowed regions
# description: >-
#   A backup is a copy of all data, in the region that its policy or its maker chose. What holds for the cluster
#   holds for it. Without a list of allowed regions the rule has no opinion.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/overview
# - https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
# custom:
#   id: GC-DR-007-BACKUP
#   severity: high
#   resource: alloydb.Backup
#   needs: [alloydb.Backup]
#   parameters:
#     allowed_regions:
#       default: []
#       type: array
#       description: >-
#         "Regions where data may lie, such as europe-west4 or europe-*. Where empty, the rule does not apply."
#   controls: {}
#   seeds: [S0-INI-01, S1-T-068, S1-T-074, S2-T-060]
#   remediation: |
#     # Make one in an allowed region first.
#     gcloud alloydb backups delete {{backup}} --region={{location}} --project={{project}}
package assay.rules.alloydb.backup_regions

import data.assay.lib.google

applies if count(input.parameters.allowed_regions) > 0

region := google.segment(input.resource.id, "locations")

fail contains {"message": sprintf("The copy is in %s.", [region]), "evidence": {"region": region}} if {
	not google.allowed(region)
}
