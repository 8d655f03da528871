# METADATA
# title: Lines of pg_hba.conf name databases or roles
# description: >-
#   A line for all roles in all databases lets each client try each of them. Named, a stolen password of one
#   application does not open the database of another.
# related_resources:
# - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PG-AUTH-008
#   severity: medium
#   resource: postgresql.HbaRule
#   needs: [postgresql.HbaRule]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.10"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     # pg_hba.conf, line {{line}}: one line for each application, for instance
#     # hostssl  app  app_user  10.1.2.0/24  scram-sha-256
package assay.rules.postgresql.hba_everybody_everywhere

import data.assay.lib.hba
import input.resource.data as line

applies if hba.from_network

fail contains {"message": message} if {
	"all" in line.databases
	"all" in line.roles
	message := sprintf("Line %s is for every role in every database.", [line.line])
}
