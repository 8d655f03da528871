# METADATA
# title: No developer option is on
# description: >-
#   These parameters are for repairing a broken cluster by hand. Left on, they let a superuser rewrite the system
#   catalogs, or let the server read over damaged pages and indexes as if nothing were wrong, so that the damage
#   spreads into backups.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-developer.html
# custom:
#   id: PG-CONF-014
#   severity: medium
#   resource: postgresql.Settings
#   needs: [postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.5", "6.6", "8.3"]
#     nist-800-53-r5: [CM-6, SI-7]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM RESET allow_system_table_mods;
#     ALTER SYSTEM RESET zero_damaged_pages;
#     ALTER SYSTEM RESET ignore_checksum_failure;
#     ALTER SYSTEM RESET ignore_invalid_pages;
#     ALTER SYSTEM RESET ignore_system_indexes;
#     -- ignore_invalid_pages needs a restart, the others:
#     SELECT pg_reload_conf();
package assay.rules.postgresql.developer_options

import input.resource.data as settings

options := {
	"allow_system_table_mods": settings.allow_system_table_mods.reset_val,
	"ignore_checksum_failure": settings.ignore_checksum_failure.reset_val,
	"ignore_invalid_pages": settings.ignore_invalid_pages.reset_val,
	"ignore_system_indexes": settings.ignore_system_indexes.reset_val,
	"zero_damaged_pages": settings.zero_damaged_pages.reset_val,
}

fail contains {"message": sprintf("%s is on.", [name]), "at": name} if {
	some name, value in options
	value == "on"
}
