# METADATA
# title: Cloud SQL instances and their backups are in allowed regions
# description: >-
#   Law or contract often say where data may lie. Backups go to the multi-region nearest to the instance unless a
#   location is set, which may be wider than what is allowed. Without a list of allowed regions the rule has no
#   opinion.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/backup-recovery/backups
# - https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations
# custom:
#   id: GC-DR-007-SQL
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     allowed_regions:
#       default: []
#       type: array
#       description: >-
#         "Regions where data may lie, such as europe-west4, europe-* or eu. Where empty, the rule does not apply."
#   controls: {}
#   seeds: [S0-INI-01, S1-T-068, S1-T-074, S2-T-060]
#   remediation: |
#     # An instance does not move: make a replica in an allowed region, promote it, delete this one.
#     # Backups move by:
#     gcloud sql instances patch {{instance}} --project={{project}} --backup-location=<allowed region>
package assay.rules.sqladmin.allowed_regions

import data.assay.lib.google
import input.resource.data as instance

applies if {
	google.postgres
	count(input.parameters.allowed_regions) > 0
}

fail contains {"message": sprintf("The data are in %s.", [instance.region]), "at": "region", "evidence": {"region": instance.region}} if {
	not google.allowed(instance.region)
}

fail contains {"message": sprintf("The backups are in %s.", [location]), "at": at, "evidence": {at: location}} if {
	location := instance.settings.backupConfiguration.location
	location != ""
	not google.allowed(location)
	at := "settings.backupConfiguration.location"
}

fail contains {"message": "The backups go to the multi-region nearest to the instance.", "at": at, "severity": "low"} if {
	instance.settings.backupConfiguration.enabled
	instance.settings.backupConfiguration.location == ""
	not google.allowed("eu")
	not google.allowed("us")
	not google.allowed("asia")
	at := "settings.backupConfiguration.location"
}
