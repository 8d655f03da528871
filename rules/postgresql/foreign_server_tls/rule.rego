# METADATA
# title: Foreign servers are asked for their certificate
# description: >-
#   postgres_fdw and dblink connect like any client: without sslmode verify-ca or verify-full they take whoever
#   answers, and the password of the user mapping goes to it. A mapping may set it too; judged are the options of
#   the server.
# related_resources:
# - https://www.postgresql.org/docs/current/postgres-fdw.html
# - https://www.postgresql.org/docs/current/libpq-ssl.html
# custom:
#   id: PG-TLS-008
#   severity: medium
#   resource: postgresql.ForeignServer
#   needs: [postgresql.ForeignServer]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233538]
#     nist-800-53-r5: [SC-8, SC-23]
#   seeds: []
#   remediation: |
#     ALTER SERVER {{name}} OPTIONS (ADD sslmode 'verify-full');
#     -- SET instead of ADD where there is one already.
package assay.rules.postgresql.foreign_server_tls

import input.resource.data as foreign

# Without a host it is a socket of the same machine.
applies if {
	foreign.wrapper in {"postgres_fdw", "dblink_fdw"}
	some option in foreign.option_names
	option in {"host", "hostaddr"}
}

fail contains {"message": message, "at": "sslmode"} if {
	mode := object.get(foreign, "sslmode", "not set")
	not mode in {"verify-ca", "verify-full"}
	message := sprintf("The server's certificate is not verified (sslmode %s).", [mode])
}

unknown contains "The wrapper or the options were not reported." if incomplete

incomplete if not foreign.wrapper

incomplete if not foreign.option_names
