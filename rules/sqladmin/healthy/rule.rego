# METADATA
# title: Cloud SQL instances are running
# description: >-
#   An instance that failed, or that was suspended for an unpaid bill or a withdrawn key, serves nobody; after a
#   while Google deletes it. One that somebody has stopped is perhaps forgotten.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1/instances#SqlInstanceState
# custom:
#   id: GC-HA-005-SQL
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S1-T-101]
#   remediation: |
#     gcloud sql operations list --instance={{instance}} --project={{project}}
package assay.rules.sqladmin.healthy

import data.assay.lib.google
import input.resource.data as instance

applies if google.postgres

fail contains {"message": message, "at": "state", "evidence": object.filter(instance, {"state", "suspensionReason"})} if {
	instance.state in {"FAILED", "SUSPENDED"}
	message := sprintf("The instance is %s. %s", [lower(instance.state), concat(", ", instance.suspensionReason)])
}

fail contains {"message": "The instance is stopped.", "at": at, "evidence": {at: "NEVER"}, "severity": "info"} if {
	not instance.state in {"FAILED", "SUSPENDED"}
	instance.settings.activationPolicy == "NEVER"
	at := "settings.activationPolicy"
}

known := {
	"RUNNABLE", "SUSPENDED", "PENDING_DELETE", "PENDING_CREATE",
	"MAINTENANCE", "ONLINE_MAINTENANCE", "REPAIRING", "FAILED",
}

unknown contains sprintf("The state %v is not known to this rule.", [instance.state]) if not instance.state in known
