# METADATA
# title: Foreign servers are not usable by PUBLIC
# description: >-
#   With USAGE on a foreign server every role may map itself to it and reach another host from inside, past the
#   firewall that lets the database through.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createserver.html
# - https://www.postgresql.org/docs/current/ddl-priv.html
# custom:
#   id: PG-EXT-006
#   severity: high
#   resource: postgresql.ForeignServer
#   needs: [postgresql.ForeignServer]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- First, for each role that needs it:
#     -- GRANT USAGE ON FOREIGN SERVER {{name}} TO that_role;
#     REVOKE USAGE ON FOREIGN SERVER {{name}} FROM PUBLIC;
package assay.rules.postgresql.public_foreign_servers

fail contains {"message": "Every role may use the foreign server.", "at": "public_usage"} if input.resource.data.public_usage
