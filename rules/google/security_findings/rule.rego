# METADATA
# title: Security Command Center has no open finding on a database
# description: >-
#   What Google's own scanners report is repeated here with its severity, so that one report holds all. A finding
#   that is wrong is muted there, with a reason.
# related_resources:
# - https://cloud.google.com/security-command-center/docs/concepts-vulnerabilities-findings
# custom:
#   id: GC-FND-001
#   severity: info
#   resource: securitycenter.Finding
#   needs: [securitycenter.Finding]
#   parameters:
#     min_severity:
#       default: MEDIUM
#       type: string
#       description: '"The least severity that counts: LOW, MEDIUM, HIGH or CRITICAL."'
#   controls: {}
#   seeds: []
#   remediation: |
#     # {{category}} on {{resourceName}}: mend it, or mute it in Security Command Center with a reason.
package assay.rules.google.security_findings

import input.resource.data as finding

ranks := {"LOW": 1, "MEDIUM": 2, "HIGH": 3, "CRITICAL": 4}

fail contains {"message": message, "at": "category", "evidence": seen, "severity": lower(finding.severity)} if {
	finding.state == "ACTIVE"
	ranks[finding.severity] >= ranks[input.parameters.min_severity]
	message := sprintf("%s on %s.", [finding.category, finding.resourceName])
	seen := object.filter(finding, {"category", "severity", "eventTime"})
}

unknown contains sprintf("The severity %v is not known to this rule.", [finding.severity]) if {
	finding.state == "ACTIVE"
	not ranks[finding.severity]
}
