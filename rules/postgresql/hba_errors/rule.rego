# METADATA
# title: The server understands every line of pg_hba.conf
# description: >-
#   A file with a line in error is not taken over: the server goes on with the rules from before the change, and
#   does not start at all after its next restart. Whoever tightened the rules believes that they are in force.
# related_resources:
# - https://www.postgresql.org/docs/current/view-pg-hba-file-rules.html
# custom:
#   id: PG-AUTH-010
#   severity: medium
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.4"]
#     stig-postgresql: [V-233511, V-233548]
#     nist-800-53-r5: [CM-6]
#   seeds: []
#   remediation: |
#     -- What is wrong:
#     SELECT line_number, error FROM pg_hba_file_rules WHERE error IS NOT NULL;
package assay.rules.postgresql.hba_errors

import input.resource.data as line

fail contains {"message": sprintf("Line %s is in error.", [line.line]), "at": "has_error"} if line.has_error

# A rule that somebody wrote and that never counts.
fail contains {"message": message, "at": "cannot_match", "severity": "low"} if {
	line.cannot_match
	message := sprintf("Line %s cannot match, as its kind of encryption is off.", [line.line])
}
