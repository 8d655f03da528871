# METADATA
# title: Cloud SQL instances run a supported major version
# description: >-
#   A major version of PostgreSQL gets fixes from its community for five years. Cloud SQL goes on with extended
#   support for a price; without it, holes stay open.
# related_resources:
# - https://www.postgresql.org/support/versioning/
# - https://cloud.google.com/sql/docs/postgres/upgrade-major-db-version-inplace
# custom:
#   id: GC-MNT-004-SQL
#   severity: high
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     warn_days:
#       default: 180
#       type: integer
#       description: How long before the end it is told at severity low.
#     ends:
#       default: {}
#       type: object
#       description: '"Ends of support that override PostgreSQL''s, such as {\"14\": \"2027-06-30\"}."'
#   controls: {}
#   seeds: [S0-T-090, S1-T-001, S4-T-002, S4-T-066]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} --database-version=POSTGRES_17
#     # The instance is down while it is upgraded; try it on a clone first.
package assay.rules.sqladmin.supported_version

import data.assay.lib.google
import data.assay.lib.versions
import input.resource.data.databaseVersion as version

applies if google.postgres

major := replace(trim_prefix(version, "POSTGRES_"), "_", ".")

end := versions.end(major)

fail contains {"message": message, "at": "databaseVersion", "evidence": {"databaseVersion": version}} if {
	google.days_since(end) >= 0
	message := sprintf("Support for PostgreSQL %s ended on %s.", [major, substring(end, 0, 10)])
}

fail contains {"message": message, "at": "databaseVersion", "evidence": {"databaseVersion": version}, "severity": "low"} if {
	google.days_since(end) < 0
	google.days_since(end) > 0 - input.parameters.warn_days
	message := sprintf("Support for PostgreSQL %s ends on %s.", [major, substring(end, 0, 10)])
}

unknown contains sprintf("The end of support of %s is not known to this rule.", [version]) if not end
