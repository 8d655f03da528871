# METADATA
# title: Only principals of one's own domains hold roles on databases
# description: >-
#   A role of a private mail address, or of a former contractor's company, is access that no offboarding ends. Which
#   domains are one's own, the rule has to be told; until then it says that it does not know.
# related_resources:
# - https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains
# - https://cloud.google.com/iam/docs/principal-identifiers
# custom:
#   id: GC-IAM-004
#   severity: high
#   resource: iam.Policy
#   needs: [iam.Policy, cloudresourcemanager.Project]
#   parameters:
#     allowed_domains:
#       default: []
#       type: array
#       description: >-
#         "Domains of users and groups, and, with their projects, of service accounts: shop.example,
#         shop-prod.iam.gserviceaccount.com."
#   controls: {}
#   seeds: [S1-T-046]
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects remove-iam-policy-binding <project> \
#       --member=<member> --role=<role>
#     # and for all projects: the organization policy iam.allowedPolicyMemberDomains
package assay.rules.iam.allowed_domains

import data.assay.lib.iam

concerned := [grant |
	some grant in iam.granted
	iam.database_role(grant.role)
	not iam.service_agent(grant.member)
]

applies if count(concerned) > 0

domain(member) := split(member, "@")[1] if regex.match(`^(user|group|serviceAccount):[^@]+@[^@]+$`, member)

domain(member) := trim_prefix(member, "domain:") if startswith(member, "domain:")

own(name) if name in input.parameters.allowed_domains

# Service accounts of the projects of the scan.
own(name) if data.estate.by_id[concat("", [iam.crm, "projects/", trim_suffix(name, ".iam.gserviceaccount.com")])]

fail contains {"message": message, "at": grant.at, "evidence": {grant.at: grant.member}} if {
	count(input.parameters.allowed_domains) > 0
	some grant in concerned
	not own(domain(grant.member))
	not grant.member in {"allUsers", "allAuthenticatedUsers"}
	message := sprintf("%s holds %s.", [grant.member, grant.role])
}

unknown contains "Set the parameter allowed_domains: which domains are one's own is not known." if {
	count(input.parameters.allowed_domains) == 0
}
