# METADATA
# title: Nobody is exempt from audit logs
# description: >-
#   An exempted member reads data and leaves no line. Exemptions are made for noisy accounts, which are the ones that
#   an attacker likes best.
# related_resources:
# - https://cloud.google.com/logging/docs/audit/configure-data-access#exempt
# custom:
#   id: GC-LOG-002
#   severity: medium
#   resource: iam.Policy
#   needs: [iam.Policy]
#   parameters:
#     allow:
#       default: []
#       type: array
#       description: Members that may be exempt.
#   controls: {}
#   seeds: [S0-SEC-06]
#   remediation: |
#     # The resource: {{resource}}
#     gcloud projects get-iam-policy <project> --format=json > policy.json
#     # Remove exemptedMembers, then:
#     gcloud projects set-iam-policy <project> policy.json
package assay.rules.logging.audit_exemptions

applies if count(input.resource.data.auditConfigs) > 0

fail contains {"message": message, "at": at, "evidence": {at: member}} if {
	some i, config in input.resource.data.auditConfigs
	config.service in {"allServices", "alloydb.googleapis.com", "cloudsql.googleapis.com"}
	some j, log in config.auditLogConfigs
	some member in log.exemptedMembers
	not member in input.parameters.allow
	at := sprintf("auditConfigs[%d].auditLogConfigs[%d].exemptedMembers", [i, j])
	message := sprintf("%s is not logged (%s).", [member, log.logType])
}
