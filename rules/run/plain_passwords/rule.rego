# METADATA
# title: Services do not carry database passwords in plain variables
# description: >-
#   Variables are shown to everybody who may look at the service, copied into every revision, and printed by debug
#   pages. From Secret Manager they come to the process only, and each access is logged. Values are never read by
#   this scan; names, and whether a URL holds a password, are enough.
# related_resources:
# - https://cloud.google.com/run/docs/configuring/services/secrets
# - https://cloud.google.com/sdk/gcloud/reference/run/services/update
# custom:
#   id: GC-SEC-003
#   severity: high
#   resource: run.Service
#   needs: [run.Service]
#   parameters:
#     names:
#       default: "(?i)(PGPASSWORD|(DB|DATABASE|POSTGRES|PG|SQL|ALLOYDB).*(PASS|PWD|SECRET)|^PASSWORD$)"
#       type: string
#       description: A regular expression for names of variables that hold a password.
#   controls: {}
#   seeds: [S2-SEC-04, S2-PF-SRV-05, S2-PF-SEC-01, S0-T-020, S2-T-063]
#   remediation: |
#     gcloud run services update {{service}} --region={{location}} --project={{project}} \
#       --remove-env-vars=<name>
#     gcloud run services update {{service}} --region={{location}} --project={{project}} \
#       --set-secrets=<name>=<secret>:latest
#     # Then change the password: it is in every old revision.
package assay.rules.run.plain_passwords

import data.assay.lib.variables

fail contains {"message": message, "at": variable.name} if {
	some variable in variables.of_containers
	variables.holds_password(variable, input.parameters.names)
	message := sprintf("%s holds a password in plain text.", [variable.name])
}
