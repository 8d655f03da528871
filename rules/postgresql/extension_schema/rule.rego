# METADATA
# title: Extensions are not in a schema where every role may create
# description: >-
#   Who may create in the schema of an extension can put a function or operator there that is a better match than the
#   extension's own, and it will be called instead, by everybody and by the extension itself.
# related_resources:
# - https://www.postgresql.org/docs/current/extend-extensions.html#EXTEND-EXTENSIONS-SECURITY
# - https://www.postgresql.org/docs/current/sql-alterextension.html
# custom:
#   id: PG-EXT-003
#   severity: medium
#   resource: postgresql.Extension
#   needs: [postgresql.Extension]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233539, V-233546]
#     nist-800-53-r5: [CM-5(6)]
#   seeds: []
#   remediation: |
#     CREATE SCHEMA extensions;
#     -- Where the extension cannot be moved, revoke CREATE on its schema from PUBLIC.
#     ALTER EXTENSION {{name}} SET SCHEMA extensions;
package assay.rules.postgresql.extension_schema

import input.resource.data as extension

fail contains {"message": sprintf("Every role may create objects in its schema, %s.", [extension.schema]), "at": "schema"} if extension.schema_public_create
