# METADATA
# title: Tablespaces lie outside the data directory and are not open to PUBLIC
# description: >-
#   A tablespace inside the data directory is copied twice by backups, or lost with it, which is what it was to
#   prevent. Who may create in a tablespace can fill its disk. On managed services there are none.
# related_resources:
# - https://www.postgresql.org/docs/current/manage-ag-tablespaces.html
# - https://www.postgresql.org/docs/current/sql-createtablespace.html
# custom:
#   id: PG-PRIV-014
#   severity: medium
#   resource: postgresql.Tablespace
#   needs: [postgresql.Tablespace]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["1.9", "8.1"]
#   seeds: []
#   remediation: |
#     REVOKE CREATE ON TABLESPACE {{name}} FROM PUBLIC;
#     -- One inside the data directory: make another on a disk of its own, and
#     -- ALTER TABLE ALL IN TABLESPACE {{name}} SET TABLESPACE that_one;
#     -- DROP TABLESPACE {{name}};
package assay.rules.postgresql.tablespaces

import input.resource.data as tablespace

fail contains {"message": "Every role may put objects into the tablespace.", "at": "public_create"} if tablespace.public_create

fail contains {"message": "The tablespace lies inside the data directory.", "at": "inside_data_directory"} if tablespace.inside_data_directory
