# METADATA
# title: AlloyDB clusters run a supported major version
# description: >-
#   A major version of PostgreSQL gets fixes for five years. Afterwards its holes stay open, and an upgrade under
#   pressure is worse than one that was planned.
# related_resources:
# - https://www.postgresql.org/support/versioning/
# - https://cloud.google.com/alloydb/docs/upgrade-db-major-version-overview
# custom:
#   id: GC-MNT-004
#   severity: high
#   resource: alloydb.Cluster
#   needs: [alloydb.Cluster]
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
#     gcloud alloydb clusters upgrade {{cluster}} --region={{location}} --project={{project}} \
#       --version=POSTGRES_16
package assay.rules.alloydb.supported_version

import data.assay.lib.google
import data.assay.lib.versions
import input.resource.data as cluster

major := trim_prefix(cluster.databaseVersion, "POSTGRES_")

end := versions.end(major)

fail contains {"message": message, "at": "databaseVersion", "evidence": {"databaseVersion": cluster.databaseVersion}} if {
	google.days_since(end) >= 0
	message := sprintf("Support for PostgreSQL %s ended on %s.", [major, substring(end, 0, 10)])
}

fail contains {"message": message, "at": "databaseVersion", "evidence": {"databaseVersion": cluster.databaseVersion}, "severity": "low"} if {
	google.days_since(end) < 0
	google.days_since(end) > 0 - input.parameters.warn_days
	message := sprintf("Support for PostgreSQL %s ends on %s.", [major, substring(end, 0, 10)])
}

unknown contains sprintf("The end of support of %s is not known to this rule.", [cluster.databaseVersion]) if not end
