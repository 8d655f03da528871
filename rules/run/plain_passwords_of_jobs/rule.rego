# METADATA
# title: Jobs do not carry database passwords in plain variables
# description: >-
#   Variables are shown to everybody who may look at the job, and printed by debug output. From Secret Manager they
#   come to the process only, and each access is logged. Values are never read by this scan.
# related_resources:
# - https://cloud.google.com/run/docs/configuring/jobs/secrets
# - https://cloud.google.com/sdk/gcloud/reference/run/jobs/update
# custom:
#   id: GC-SEC-003-JOB
#   severity: high
#   resource: run.Job
#   needs: [run.Job]
#   parameters:
#     names:
#       default: "(?i)(PGPASSWORD|(DB|DATABASE|POSTGRES|PG|SQL|ALLOYDB).*(PASS|PWD|SECRET)|^PASSWORD$)"
#       type: string
#       description: A regular expression for names of variables that hold a password.
#   controls: {}
#   seeds: [S2-SEC-04, S2-PF-SRV-05, S2-PF-SEC-01, S0-T-020, S2-T-063]
#   remediation: |
#     gcloud run jobs update {{job}} --region={{location}} --project={{project}} \
#       --remove-env-vars=<name>
#     gcloud run jobs update {{job}} --region={{location}} --project={{project}} \
#       --set-secrets=<name>=<secret>:latest
package assay.rules.run.plain_passwords_of_jobs

import data.assay.lib.variables

fail contains {"message": message, "at": variable.name} if {
	some variable in variables.of_containers
	variables.holds_password(variable, input.parameters.names)
	message := sprintf("%s holds a password in plain text.", [variable.name])
}
