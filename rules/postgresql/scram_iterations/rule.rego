# METADATA
# title: SCRAM verifiers are made with enough iterations
# description: >-
#   The number of iterations is what each guess at a stolen verifier costs. RFC 7677 asks for 4096 at least, which
#   is the default; fewer only serve to make logins cheaper for guessers. The parameter exists from PostgreSQL 16
#   on.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SCRAM-ITERATIONS
# - https://www.rfc-editor.org/rfc/rfc7677
# custom:
#   id: PG-AUTH-013
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     min:
#       default: 4096
#       type: integer
#       description: The fewest iterations that will do.
#   controls:
#     stig-postgresql: [V-233596]
#     nist-800-53-r5: [IA-5(1)(c)]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET scram_iterations = 10000;
#     SELECT pg_reload_conf();
#     -- It counts for passwords that are set from now on.
package assay.rules.postgresql.scram_iterations

import data.assay.lib.postgresql

applies if not too_old

too_old if postgresql.server.major < 16

fail contains {"message": message, "at": "scram_iterations"} if {
	iterations := input.resource.data.scram_iterations.reset_val
	iterations < input.parameters.min
	message := sprintf("Verifiers are made with %d iterations.", [iterations])
}
