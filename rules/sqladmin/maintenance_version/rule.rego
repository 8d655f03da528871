# METADATA
# title: Cloud SQL instances run a current maintenance version
# description: >-
#   Maintenance versions bring minor releases of PostgreSQL and fixes of Google's own. Google applies them sooner or
#   later; one that has been waiting for two months was postponed, and its fixes with it.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/self-service-maintenance
# - https://cloud.google.com/sql/docs/postgres/maintenance-changelog
# custom:
#   id: GC-MNT-005
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     grace_days:
#       default: 60
#       type: integer
#       description: How old a version may be that is not applied yet.
#   controls: {}
#   seeds: [S4-T-066]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --maintenance-version=<version>
#     # Available: {{availableMaintenanceVersions}}
package assay.rules.sqladmin.maintenance_version

import data.assay.lib.google
import input.resource.data as instance

applies if google.postgres

# POSTGRES_16_3.R20240527.01_10: the date is in the middle.
released(version) := time.parse_ns("20060102", regex.find_all_string_submatch_n(`\.R([0-9]{8})\.`, version, 1)[0][1])

waiting := [version |
	some version in instance.availableMaintenanceVersions
	released(version) > released(instance.maintenanceVersion)
	time.now_ns() - released(version) > (input.parameters.grace_days * 24) * google.hour
]

fail contains {"message": message, "at": "maintenanceVersion", "evidence": seen} if {
	count(waiting) > 0
	message := sprintf("%s has been waiting for more than %d days.", [waiting[0], input.parameters.grace_days])
	seen := object.filter(instance, {"maintenanceVersion", "availableMaintenanceVersions"})
}

unknown contains sprintf("The version %q cannot be read.", [instance.maintenanceVersion]) if {
	not released(instance.maintenanceVersion)
}

unknown contains sprintf("The version %q cannot be read.", [version]) if {
	some version in instance.availableMaintenanceVersions
	not released(version)
}
