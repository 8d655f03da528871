# METADATA
# title: Functions do not carry database passwords in plain variables
# description: >-
#   Variables are shown to everybody who may look at the function, and printed by debug output. From Secret Manager
#   they come to the process only, and each access is logged. Values are never read by this scan.
# related_resources:
# - https://cloud.google.com/functions/docs/configuring/secrets
# - https://cloud.google.com/sdk/gcloud/reference/functions/deploy
# custom:
#   id: GC-SEC-003-FUNCTION
#   severity: high
#   resource: cloudfunctions.Function
#   needs: [cloudfunctions.Function]
#   parameters:
#     names:
#       default: "(?i)(PGPASSWORD|(DB|DATABASE|POSTGRES|PG|SQL|ALLOYDB).*(PASS|PWD|SECRET)|^PASSWORD$)"
#       type: string
#       description: A regular expression for names of variables that hold a password.
#   controls: {}
#   seeds: [S2-SEC-04, S2-PF-SRV-05, S2-PF-SEC-01, S0-T-020, S2-T-063]
#   remediation: |
#     gcloud functions deploy {{function}} --region={{location}} --project={{project}} \
#       --remove-env-vars=<name> --set-secrets=<name>=<secret>:latest
package assay.rules.functions.plain_passwords

import data.assay.lib.variables

fail contains {"message": message, "at": name} if {
	some name, told in input.resource.data.serviceConfig.environmentVariables
	variables.holds_password({"name": name, "withheld": told}, input.parameters.names)
	message := sprintf("%s holds a password in plain text.", [name])
}
