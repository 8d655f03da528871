# METADATA
# title: User mappings of foreign servers keep no secrets
# description: >-
#   The password in a user mapping lies in the catalog as it was written: superusers, backups and the disk have it, and
#   one for PUBLIC lends the other server to every role that may use this one. Only superusers see whether there is
#   one; they may lend a view that shows it (assay doctor --grants). On a managed service nobody is superuser, and nobody
#   else may connect through postgres_fdw or dblink without a password, so that each mapping there keeps one or is dead.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createusermapping.html
# - https://www.postgresql.org/docs/current/postgres-fdw.html#POSTGRES-FDW-OPTIONS-CONNECTION-MANAGEMENT
# custom:
#   id: PG-EXT-005
#   severity: high
#   resource: postgresql.ForeignServer
#   needs: [postgresql.ForeignServer, postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233586, V-233590, V-233605]
#     nist-800-53-r5: [SC-28(1)]
#   seeds: []
#   remediation: |
#     -- Let the server authenticate by certificate or Kerberos instead, then for each role:
#     -- ALTER USER MAPPING FOR that_role SERVER {{name}} OPTIONS (DROP password);
package assay.rules.postgresql.user_mapping_secrets

import data.assay.lib.postgresql
import input.resource.data as server

fail contains {"message": message, "at": "mappings_with_secret", "severity": severity} if {
	server.mappings > 0
	server.mappings_with_secret > 0
	message := sprintf("%d of %d user mappings keep a secret%s.", [server.mappings_with_secret, server.mappings, whose])
}

# https://www.postgresql.org/docs/current/postgres-fdw.html: password_required is the superuser's to lift; from PostgreSQL 18
# on the client's own SCRAM keys may do instead.
fail contains {"message": message, "at": "mappings", "severity": "medium"} if {
	not told
	postgresql.managed
	server.mappings > 0
	server.wrapper in {"postgres_fdw", "dblink_fdw"}
	not "use_scram_passthrough" in server.option_names
	message := sprintf("%d user mappings, whose options are hidden: without a superuser they work with a password only, which they then keep.", [server.mappings])
}

told if server.mappings_with_secret >= 0

whose := ", and one is for every role" if {
	server.public_mapping
} else := ""

severity := "critical" if {
	server.public_mapping
} else := "high"
