# METADATA
# title: Secrets of databases rotate
# description: >-
#   A password that never changes is known to everybody who ever worked here. Secret Manager reminds by a message
#   when it is time; a function or a person then changes it. Which secrets are a database's goes by their names, or a
#   label.
# related_resources:
# - https://cloud.google.com/secret-manager/docs/secret-rotation
# - https://cloud.google.com/sdk/gcloud/reference/secrets/update
# custom:
#   id: GC-SEC-001
#   severity: medium
#   confidence: medium
#   resource: secretmanager.Secret
#   needs: [secretmanager.Secret]
#   parameters:
#     max_days:
#       default: 90
#       type: integer
#       description: The longest rotation period.
#     names:
#       default: "(?i)(^|[-_.])(db|pg|postgres(ql)?|alloydb|cloudsql|database)([-_.]|$)"
#       type: string
#       description: A regular expression for names of secrets that are a database's.
#     label:
#       default: database
#       type: string
#       description: '"A label that marks such secrets, whatever their names."'
#   controls: {}
#   seeds: [S2-SEC-04, S2-T-064]
#   remediation: |
#     gcloud secrets update {{secret}} --project={{project}} \
#       --rotation-period=7776000s --next-rotation-time=<RFC 3339 time> \
#       --add-topics=projects/{{project}}/topics/<topic>
package assay.rules.secrets.rotation

import data.assay.lib.google
import input.resource.data as secret

applies if regex.match(input.parameters.names, google.last(input.resource.id))

applies if secret.labels[input.parameters.label]

fail contains {"message": "The secret does not rotate.", "at": "rotation"} if not secret.rotation

fail contains {"message": message, "at": "rotation.rotationPeriod", "evidence": {"rotation": secret.rotation}} if {
	days := google.seconds(secret.rotation.rotationPeriod) / 86400
	days > input.parameters.max_days
	message := sprintf("The secret rotates every %d days; at most %d are allowed.", [days, input.parameters.max_days])
}
