# METADATA
# title: Production AlloyDB clusters were restored on trial of late
# description: >-
#   A backup that nobody has restored is a hope. What the API shows of a trial is a cluster that was made from a
#   backup of this one, or the operation that made it; a trial that was tidied up long ago leaves no trace, and
#   belongs among the attestations.
# related_resources:
# - https://cloud.google.com/alloydb/docs/backup/restore
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/clusters/restore
# custom:
#   id: GC-BKP-010
#   severity: medium
#   confidence: low
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster, alloydb.Backup]
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
#     max_age_days:
#       default: 90
#       type: integer
#       description: How long ago the last restore may be.
#   controls: {}
#   seeds: [S0-AP-BDR-01, S0-BDR-02, S2-MON-05, S2-PF-MON-02, S0-T-053, S0-T-054, S2-T-062]
#   remediation: |
#     gcloud alloydb clusters restore <trial cluster> \
#       --region={{location}} --project={{project}} \
#       --source-cluster={{cluster}} --point-in-time=<RFC 3339 time>
#     # Compare its data, note how long it took, delete it, and attest it.
package assay.rules.alloydb.restore_tested

import data.assay.lib.google

applies if {
	google.production
	not google.secondary
}

name := trim_prefix(input.resource.id, "//alloydb.googleapis.com/")

# Clusters made from this one's backups; a restore to a point in time leaves no source in the API.
restored := {cluster.id: cluster.data.createTime |
	some cluster in data.estate.by_kind["alloydb.Cluster"]
	source := object.get(cluster.data, ["backupSource", "backupName"], "")
	source != ""
	backup := data.estate.by_id[concat("", ["//alloydb.googleapis.com/", source])]
	object.get(backup, ["data", "clusterName"], "") == name
}

recent if {
	some time_text in restored
	google.days_since(time_text) <= input.parameters.max_age_days
}

fail contains {"message": message, "at": "backupSource", "evidence": {"restored": restored}} if {
	not recent
	message := sprintf("No restore of a backup within %d days is to be seen.", [input.parameters.max_age_days])
}
