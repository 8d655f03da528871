# METADATA
# title: Published tables can be updated
# description: >-
#   An UPDATE or DELETE in a published table that has no primary key and no other replica identity fails on the
#   publisher: the application gets an error, though nothing in the table changed.
# related_resources:
# - https://www.postgresql.org/docs/current/logical-replication-publication.html
# custom:
#   id: PG-REPL-008
#   severity: medium
#   resource: postgresql.Publication
#   needs: [postgresql.Publication]
#   parameters: {}
#   controls: {}
#   seeds: [S0-T-032]
#   remediation: |
#     -- A primary key is the best identity; else
#     -- ALTER TABLE … REPLICA IDENTITY USING INDEX …; or, at a price, FULL.
package assay.rules.postgresql.replica_identity

import input.resource.data as publication

fail contains {"message": message, "at": "unidentified", "evidence": {"tables": publication.unidentified_names}} if {
	changes
	publication.unidentified > 0
	message := sprintf("%d tables have no replica identity, %s first.", [publication.unidentified, publication.unidentified_names[0]])
}

changes if publication.updates

changes if publication.deletes
