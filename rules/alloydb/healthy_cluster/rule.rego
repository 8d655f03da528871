# METADATA
# title: AlloyDB clusters are ready
# description: >-
#   A cluster that failed, or that has stopped, serves nobody, and its backups may have stopped with it. Google
#   repairs some failures by itself; the operation that failed says which one needs a hand.
# related_resources:
# - https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters#State
# custom:
#   id: GC-HA-005
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters: {}
#   controls: {}
#   seeds: [S1-T-101]
#   remediation: |
#     gcloud alloydb operations list --region={{location}} --project={{project}} \
#       --filter="metadata.target~clusters/{{cluster}}"
package assay.rules.alloydb.healthy_cluster

state := input.resource.data.state

fail contains {"message": "The cluster has failed.", "at": "state", "evidence": {"state": state}} if state == "FAILED"

fail contains {"message": message, "at": "state", "evidence": {"state": state}, "severity": "info"} if {
	state in {"STOPPED", "EMPTY"}
	message := sprintf("The cluster is %s.", [lower(state)])
}

unknown contains sprintf("The state %v is not known to this rule.", [state]) if not state in known

known := {
	"READY", "STOPPED", "EMPTY", "FAILED",
	"CREATING", "DELETING", "BOOTSTRAPPING", "MAINTENANCE", "PROMOTING",
}
