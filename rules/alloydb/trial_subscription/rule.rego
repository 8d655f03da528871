# METADATA
# title: No AlloyDB cluster in use is on a trial that ends soon
# description: >-
#   A free trial lasts for thirty days; afterwards the cluster is stopped, and after a grace period deleted with its
#   data. What began as a trial and became production is found out then.
# related_resources:
# - https://cloud.google.com/alloydb/docs/free-trial-cluster
# - https://cloud.google.com/sdk/gcloud/reference/alloydb/clusters/update
# custom:
#   id: GC-COST-009
#   severity: medium
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
#   parameters:
#     warn_days:
#       default: 14
#       type: integer
#       description: How long before its end a trial is reported.
#   controls: {}
#   seeds: []
#   remediation: |
#     gcloud alloydb clusters update {{cluster}} --region={{location}} --project={{project}} \
#       --subscription-type=STANDARD
package assay.rules.alloydb.trial_subscription

import data.assay.lib.google
import input.resource.data as cluster

fail contains {"message": message, "at": "subscriptionType", "evidence": object.filter(cluster, {"subscriptionType", "trialMetadata"})} if {
	cluster.subscriptionType == "TRIAL"
	google.days_since(cluster.trialMetadata.endTime) > 0 - input.parameters.warn_days
	message := sprintf("The trial ends on %s.", [substring(cluster.trialMetadata.endTime, 0, 10)])
}

unknown contains sprintf("The subscription type %v is not known to this rule.", [cluster.subscriptionType]) if {
	not cluster.subscriptionType in {"STANDARD", "TRIAL", "SUBSCRIPTION_TYPE_UNSPECIFIED"}
}
