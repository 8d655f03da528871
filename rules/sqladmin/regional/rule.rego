# METADATA
# title: Production Cloud SQL instances are regional
# description: >-
#   A zonal instance has no standby: when its zone fails, the database is down until the zone is back. A regional one
#   fails over to another zone by itself.
# related_resources:
# - https://cloud.google.com/sql/docs/postgres/high-availability
# - https://cloud.google.com/sdk/gcloud/reference/sql/instances/patch
# custom:
#   id: GC-HA-004
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     environment_label:
#       default: env
#       type: string
#       description: The label that names the environment.
#     production:
#       default: [prod, production]
#       type: array
#       description: The values of the label that mean production.
#     unlabelled_is_production:
#       default: true
#       type: boolean
#       description: Whether what has no such label is judged like production.
#   controls: {}
#   seeds: [S2-GCP-02, S2-T-059]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --availability-type=REGIONAL
#     # Backups and point-in-time recovery have to be on. The instance restarts.
package assay.rules.sqladmin.regional

import data.assay.lib.google

applies if {
	google.postgres
	google.production
	not google.replica
}

availability := input.resource.data.settings.availabilityType

fail contains {"message": "The instance has no standby in another zone.", "at": at, "evidence": {at: availability}} if {
	availability == "ZONAL"
	at := "settings.availabilityType"
}

unknown contains sprintf("The availability type %v is not known to this rule.", [availability]) if {
	not availability in {"ZONAL", "REGIONAL"}
}
