# METADATA
# title: PUBLIC may not create objects in a schema
# description: >-
#   Whoever may create objects in a schema on somebody's search_path can plant a function or table that the other
#   then uses unknowingly, with the other's privileges (CVE-2018-1058). Until PostgreSQL 14 everybody had that
#   right on schema public, and clusters upgraded from there still do.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PATTERNS
# - https://wiki.postgresql.org/wiki/A_Guide_to_CVE-2018-1058:_Protect_Your_Search_Path
# custom:
#   id: PG-PRIV-001
#   severity: high
#   resource: postgresql.Schema
#   needs: [postgresql.Schema]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["4.10"]
#     stig-postgresql: [V-233587]
#     nist-800-53-r5: [CM-11(2)]
#   seeds: []
#   remediation: |
#     REVOKE CREATE ON SCHEMA {{name}} FROM PUBLIC;
#     -- Then look for objects that others than the schema's owner have
#     -- put there.
package assay.rules.postgresql.public_create

applies if not input.resource.data.from_extension

fail contains "Every role may create objects in the schema." if input.resource.data.public_create
