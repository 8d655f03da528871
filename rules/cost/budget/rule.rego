# METADATA
# title: A budget covers the project with databases
# description: >-
#   A read pool that scales, or a cluster that somebody forgot, is found by a budget's mail instead of the invoice. A
#   threshold below all of the money leaves time to act.
# related_resources:
# - https://cloud.google.com/billing/docs/how-to/budgets
# - https://cloud.google.com/sdk/gcloud/reference/billing/budgets/create
# custom:
#   id: GC-COST-007
#   severity: low
#   resource: cloudresourcemanager.Project
#   needs: [cloudresourcemanager.Project, billingbudgets.Budget, cloudbilling.ProjectBillingInfo, alloydb.Cluster, sqladmin.Instance]
#   parameters:
#     threshold:
#       default: 0.9
#       type: number
#       description: The highest share of the budget at which somebody is told.
#   controls: {}
#   seeds: [S1-T-020, S1-T-060]
#   remediation: |
#     gcloud billing budgets create --billing-account=<account> --display-name=databases \
#       --budget-amount=<amount> --filter-projects=projects/{{project}} --threshold-rule=percent=0.9
package assay.rules.cost.budget

import data.assay.lib.google
import data.assay.lib.iam

applies if google.hosts_database(input.resource.id)

account := data.estate.by_id[sprintf("//cloudbilling.googleapis.com/projects/%s/billingInfo", [google.last(input.resource.id)])].data.billingAccountName

number := sprintf("projects/%s", [input.resource.data.projectNumber])

above := {trim_prefix(id, "//cloudresourcemanager.googleapis.com/") | some id in iam.lineage(input.resource.id)}

covering contains budget.id if {
	some budget in data.estate.by_kind["billingbudgets.Budget"]
	contains(budget.id, concat("", ["/", account, "/"]))
	covers(budget.data.budgetFilter)
	some rule in budget.data.thresholdRules
	rule.thresholdPercent <= input.parameters.threshold
}

# Without projects and ancestors it is the whole account's.
covers(filter) if {
	count(filter.projects) == 0
	count(filter.resourceAncestors) == 0
}

covers(filter) if number in filter.projects

covers(filter) if {
	some ancestor in filter.resourceAncestors
	ancestor in above
}

fail contains {"message": "No budget tells in time.", "at": "budgets", "evidence": {"billing account": account}} if {
	account != ""
	count(covering) == 0
}

unknown contains "Which billing account pays was not read." if not account
