# METADATA
# title: The default partition is empty
# description: >-
#   Rows in the default partition are those that no range was made for. They are not detached when their time is
#   over, queries on any range may have to look there, and adding the missing range reads them all under a lock
#   and fails while they are there.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-BEST-PRACTICES
# custom:
#   id: PG-CAP-003
#   severity: medium
#   resource: postgresql.Partitioning
#   needs: [postgresql.Partitioning]
#   parameters:
#     max:
#       default: 0
#       type: integer
#       description: How many rows are tolerated there.
#   controls: {}
#   seeds: [S2-T-041]
#   remediation: |
#     -- With the default partition detached, make the range, move, attach:
#     BEGIN;
#     ALTER TABLE {{schema}}.{{table}} DETACH PARTITION <default>;
#     CREATE TABLE <range> PARTITION OF {{schema}}.{{table}} FOR VALUES …;
#     WITH moved AS (DELETE FROM <default> WHERE … RETURNING *)
#       INSERT INTO {{schema}}.{{table}} SELECT * FROM moved;
#     ALTER TABLE {{schema}}.{{table}} ATTACH PARTITION <default> DEFAULT;
#     COMMIT;
package assay.rules.postgresql.default_partition_rows

import input.resource.data as partitioning

applies if partitioning.has_default

rows := max([partitioning.default_est_rows, partitioning.default_live])

fail contains sprintf("About %d rows are in the default partition.", [rows]) if rows > input.parameters.max
