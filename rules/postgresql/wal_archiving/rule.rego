# METADATA
# title: The WAL is archived, so that any moment can be restored
# description: >-
#   With wal_level minimal, or without an archive, a restore goes back to the last dump, and what came since is
#   lost. Where WAL is streamed into a backup (pg_receivewal, Barman) say so by a waiver. Managed services keep it
#   by themselves.
# related_resources:
# - https://www.postgresql.org/docs/current/continuous-archiving.html
# custom:
#   id: PG-CONF-013
#   severity: medium
#   confidence: medium
#   resource: postgresql.Settings
#   managed: "the service takes the backups, and archives for them"
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["7.4"]
#     nist-800-53-r5: [CP-9]
#   seeds: []
#   remediation: |
#     -- Needs a restart:
#     ALTER SYSTEM SET wal_level = 'replica';
#     ALTER SYSTEM SET archive_mode = 'on';
#     -- And the command of your backup tool, for instance:
#     ALTER SYSTEM SET archive_command = 'pgbackrest --stanza=main archive-push %p';
package assay.rules.postgresql.wal_archiving

import data.assay.lib.postgresql
import input.resource.data as settings

applies if not postgresql.managed

fail contains {"message": "The WAL is minimal: it cannot be archived.", "at": "wal_level"} if {
	settings.wal_level.reset_val == "minimal"
}

fail contains {"message": "The WAL is not archived.", "at": "archive_mode"} if {
	settings.archive_mode.reset_val == "off"
}

fail contains {"message": "No command archives the WAL, which piles up.", "at": "archive_command"} if {
	settings.archive_mode.reset_val != "off"
	not settings.archive_command.is_set == true
	not settings.archive_library.is_set == true
}
