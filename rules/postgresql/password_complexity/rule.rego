# METADATA
# title: The server refuses weak passwords
# description: >-
#   PostgreSQL takes any password unless a module looks at it. passwordcheck refuses short ones and the role's own
#   name; credcheck knows length, classes and reuse. AlloyDB has its own parameters for that. On Cloud SQL the
#   policy belongs to the instance and on other services to the provider, where the database does not tell of it.
# related_resources:
# - https://www.postgresql.org/docs/current/passwordcheck.html
# - https://cloud.google.com/alloydb/docs/database-users/manage-roles
# - https://cloud.google.com/sql/docs/postgres/built-in-authentication
# custom:
#   id: PG-AUTH-012
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["5.6"]
#     stig-postgresql: [V-233515]
#     nist-800-53-r5: [IA-5(1)]
#   seeds: [S0-T-043]
#   remediation: |
#     -- After the libraries that are there already; needs a restart:
#     ALTER SYSTEM SET shared_preload_libraries = 'passwordcheck';
#     -- AlloyDB: the flag password.enforce_complexity=on, with password.min_pass_length.
package assay.rules.postgresql.password_complexity

import data.assay.lib.postgresql
import data.assay.lib.settings

applies if not elsewhere

elsewhere if postgresql.server.provider in {"cloudsql", "rds", "azure"}

fail contains {"message": "No module checks passwords.", "at": "shared_preload_libraries"} if {
	not postgresql.managed
	libraries := settings.libraries
	count(libraries & {"passwordcheck", "credcheck"}) == 0
}

fail contains {"message": "Complexity is not enforced.", "at": "password.enforce_complexity"} if {
	postgresql.server.provider == "alloydb"
	lower(input.resource.data["password.enforce_complexity"].reset_val) == "off"
}
