# METADATA
# title: Where FIPS 140 is asked for, pgcrypto does not use its own algorithms
# description: >-
#   pgcrypto brings implementations of its own that no FIPS module covers; from PostgreSQL 18 on
#   builtin_crypto_enabled switches them off. Asked only where the parameter says that FIPS 140 counts. Whether
#   OpenSSL itself is in FIPS mode is a matter of the host that no query shows.
# related_resources:
# - https://www.postgresql.org/docs/current/pgcrypto.html
# custom:
#   id: PG-CONF-017
#   severity: low
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters:
#     required:
#       default: false
#       type: boolean
#       description: Whether FIPS 140 is asked for.
#   controls:
#     cis-postgresql-17: ["6.7"]
#     stig-postgresql: [V-233583, V-233584, V-233585, V-233619, V-233623]
#     nist-800-53-r5: [SC-13]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET pgcrypto.builtin_crypto_enabled = 'fips';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.fips

import data.assay.lib.postgresql

applies if input.parameters.required

fail contains {"message": "pgcrypto uses its own algorithms.", "at": "pgcrypto.builtin_crypto_enabled"} if {
	lower(input.resource.data["pgcrypto.builtin_crypto_enabled"].reset_val) == "on"
}

unknown contains "Before PostgreSQL 18 no setting tells what pgcrypto uses." if postgresql.server.major < 18
