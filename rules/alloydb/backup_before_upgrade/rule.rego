# METADATA
# title: A backup was made before the last major upgrade of AlloyDB
# description: >-
#   A major upgrade changes every table's catalog, and cannot be taken back but by a restore. A backup of one's own
#   from just before, under a name that somebody remembers, makes that a decision of minutes.
# related_resources:
# - https://cloud.google.com/alloydb/docs/upgrade-db-major-version-overview
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/backups/create
# custom:
#   id: GC-BKP-011
#   severity: low
#   confidence: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.Backup, alloydb.Operation]
#   parameters:
#     hours:
#       default: 24
#       type: integer
#       description: How long before the upgrade the backup may have been made.
#   controls: {}
#   seeds: [S0-BDR-03, S2-PF-MIG-02, S0-T-052, S1-T-028]
#   remediation: |
#     # Before the next upgrade:
#     gcloud alloydb backups create <backup> \
#       --cluster={{cluster}} --region={{location}} --project={{project}}
package assay.rules.alloydb.backup_before_upgrade

import data.assay.lib.google

name := trim_prefix(input.resource.id, "//alloydb.googleapis.com/")

upgrades contains time.parse_rfc3339_ns(operation.data.metadata.createTime) if {
	some operation in data.estate.by_kind["alloydb.Operation"]
	object.get(operation.data, ["metadata", "target"], "") == name
	contains(lower(object.get(operation.data, ["metadata", "verb"], "")), "upgrade")
}

applies if count(upgrades) > 0

made contains time.parse_rfc3339_ns(backup.data.createTime) if {
	some backup in data.estate.by_kind["alloydb.Backup"]
	backup.data.clusterName == name
	object.get(backup.data, "type", "") == "ON_DEMAND"
}

fail contains {"message": message, "at": "upgrades"} if {
	some upgrade in upgrades
	not prepared(upgrade)
	message := sprintf("No backup on demand is there from the %d hours before the upgrade.", [input.parameters.hours])
}

prepared(upgrade) if {
	some backup in made
	backup <= upgrade
	upgrade - backup <= input.parameters.hours * google.hour
}
