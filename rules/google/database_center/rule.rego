# METADATA
# title: Database Center has no open issue on a database
# description: >-
#   Database Center draws together what Google's detectors say of a fleet, with nearly a hundred kinds of signals.
#   What is serious there is repeated here.
# related_resources:
# - https://cloud.google.com/database-center/docs/overview
# custom:
#   id: GC-FND-003
#   severity: info
#   resource: databasecenter.Resource
#   needs: [databasecenter.Resource]
#   parameters:
#     min:
#       default: HIGH
#       type: string
#       description: '"The least severity that counts: LOW, MEDIUM, HIGH or CRITICAL."'
#   controls: {}
#   seeds: []
#   remediation: |
#     # {{fullResourceName}}: the signal's page in Database Center tells what to do.
package assay.rules.google.database_center

ranks := {"LOW": 1, "MEDIUM": 2, "HIGH": 3, "CRITICAL": 4}

rank(text) := ranks[regex.find_n(`(LOW|MEDIUM|HIGH|CRITICAL)$`, text, 1)[0]]

issues contains signal if {
	some group in input.resource.data.signalGroups
	some signal in group.signals
	regex.match(`ISSUE$`, signal.signalStatus)
}

fail contains {"message": message, "at": signal.signalType, "evidence": {"signal": signal}} if {
	some signal in issues
	rank(signal.issueSeverity) >= rank(input.parameters.min)
	message := sprintf("%s (%s).", [signal.signalType, signal.issueSeverity])
}

unknown contains sprintf("How serious %s is, is not told.", [signal.signalType]) if {
	some signal in issues
	not rank(signal.issueSeverity)
}
