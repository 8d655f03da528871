# METADATA
# title: No extension is installed that opens the server's files, network or pages
# description: >-
#   Untrusted languages run programs as the server's user, dblink and file_fdw reach other hosts and files, surgery and
#   inspection tools see and change pages past every privilege. Each may have its reason; then it is named in allowed.
# related_resources:
# - https://www.postgresql.org/docs/current/contrib.html
# - https://www.postgresql.org/docs/current/sql-dropextension.html
# custom:
#   id: PG-EXT-001
#   severity: high
#   resource: postgresql.Extension
#   needs: [postgresql.Extension]
#   parameters:
#     deny:
#       default: [plpythonu, plpython2u, plpython3u, plperlu, pltclu, dblink, file_fdw, adminpack, lo, xml2, pg_surgery, pageinspect]
#       type: array
#       description: Names of extensions that nobody should install without a reason.
#     allowed:
#       default: []
#       type: array
#       description: Those of them that have a reason.
#   controls:
#     cis-postgresql-17: ["1.8"]
#     stig-postgresql: [V-233592, V-233594]
#     nist-800-53-r5: [CM-7]
#   seeds: [S4-T-034, S1-MIG-02]
#   remediation: |
#     -- It says what depends on it, and drops nothing of that without CASCADE:
#     DROP EXTENSION {{name}};
package assay.rules.postgresql.dangerous_extensions

import input.resource.data as extension

fail contains {"message": sprintf("Extension %s is installed.", [extension.name]), "at": "name"} if {
	extension.name in input.parameters.deny
	not extension.name in input.parameters.allowed
}
