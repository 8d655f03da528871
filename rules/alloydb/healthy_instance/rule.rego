# METADATA
# title: AlloyDB instances are ready
# description: >-
#   An instance that failed serves nobody. One that somebody has stopped is perhaps forgotten: its cluster's storage
#   and backups are still paid for, and its clients may have lost it.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances#State
# - https://cloud.google.com/alloydb/docs/instance-start-stop
# custom:
#   id: GC-HA-005-INSTANCE
#   severity: medium
#   resource: alloydb.Instance
#   needs: [alloydb.Instance]
#   parameters: {}
#   controls: {}
#   seeds: [S1-T-101]
#   remediation: |
#     gcloud alloydb operations list --region={{location}} --project={{project}} \
#       --filter="metadata.target~clusters/{{cluster}}/instances/{{instance}}"
package assay.rules.alloydb.healthy_instance

import input.resource.data as instance

fail contains {"message": "The instance has failed.", "at": "state", "evidence": {"state": "FAILED"}} if {
	instance.state == "FAILED"
}

fail contains {"message": "The instance is stopped.", "at": "state", "evidence": seen, "severity": "info"} if {
	stopped
	instance.state != "FAILED"
	seen := object.filter(instance, {"state", "activationPolicy"})
}

stopped if instance.state == "STOPPED"

stopped if object.get(instance, "activationPolicy", "ALWAYS") == "NEVER"

unknown contains sprintf("The state %v is not known to this rule.", [instance.state]) if not instance.state in known

known := {
	"READY", "STOPPED", "FAILED",
	"CREATING", "DELETING", "MAINTENANCE", "BOOTSTRAPPING", "PROMOTING",
}
