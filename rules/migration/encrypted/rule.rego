# METADATA
# title: Migrations connect to their source with TLS
# description: >-
#   A migration carries every row of the database, and the password of a role that may read them all, often over the
#   internet. Without TLS all of it can be read on the way.
# related_resources:
# - https://cloud.google.com/database-migration/docs/postgresql-to-alloydb/create-source-connection-profile
# - https://cloud.google.com/sdk/gcloud/reference/database-migration/connection-profiles/create/postgresql
# custom:
#   id: GC-MIG-001
#   severity: high
#   resource: datamigration.ConnectionProfile
#   needs: [datamigration.ConnectionProfile]
#   parameters: {}
#   controls: {}
#   seeds: [S0-T-029, S1-T-052]
#   remediation: |
#     # TLS is set when a profile is made: make another one for the job.
#     gcloud database-migration connection-profiles create postgresql <new profile> \
#       --region={{location}} --project={{project}} \
#       --host=<host> --port=5432 --username=<user> --prompt-for-password \
#       --ca-certificate=<file>
package assay.rules.migration.encrypted

import input.resource.data.postgresql as postgresql

# Cloud SQL and AlloyDB as a source are reached by Google's own network.
applies if {
	postgresql.host
	postgresql.cloudSqlId == ""
	postgresql.alloydbClusterId == ""
}

type := object.get(postgresql, ["ssl", "type"], "NONE")

fail contains {"message": "The source is reached without TLS.", "at": "postgresql.ssl.type", "evidence": {"type": type}} if {
	type in {"NONE", "SSL_TYPE_UNSPECIFIED"}
}

unknown contains sprintf("The type %v is not known to this rule.", [type]) if {
	not type in {"NONE", "SSL_TYPE_UNSPECIFIED", "REQUIRED", "SERVER_ONLY", "SERVER_CLIENT"}
}
