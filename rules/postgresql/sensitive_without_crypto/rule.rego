# METADATA
# title: A database with sensitive columns has means to encrypt them
# description: >-
#   Disk encryption protects a stolen disk, not a dump, a replica or a reader with SELECT. Where columns are named like
#   personal data or secrets, pgcrypto or a like extension should be there to encrypt or hash them, unless the
#   application does. Columns are found by name: look whether they are sensitive.
# related_resources:
# - https://www.postgresql.org/docs/current/pgcrypto.html
# - https://www.postgresql.org/docs/current/encryption-options.html
# custom:
#   id: PG-EXT-007
#   severity: high
#   confidence: low
#   resource: postgresql.Database
#   needs: [postgresql.Database, postgresql.Extension, postgresql.TableColumns]
#   parameters:
#     encrypted_by_application:
#       default: false
#       type: boolean
#       description: Whether the application encrypts what is sensitive; then this rule does not apply.
#     extensions:
#       default: [pgcrypto, pgsodium]
#       type: array
#       description: Names of extensions that encrypt.
#   controls:
#     cis-postgresql-17: ["6.9"]
#     stig-postgresql: [V-233605]
#     nist-800-53-r5: [SC-28(1)]
#   seeds: [S2-PF-SEC-05]
#   remediation: |
#     -- In database {{name}}:
#     CREATE EXTENSION pgcrypto;
#     -- Then encrypt the columns, or hash what only has to be compared.
package assay.rules.postgresql.sensitive_without_crypto

# Extensions are read in databases that were scanned; plpgsql is in all of them.
installed := {child.data.name |
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Extension"
}

applies if {
	not input.parameters.encrypted_by_application
	count(installed) > 0
	count(sensitive[input.resource.id]) > 0
}

fail contains {"message": message, "evidence": {"tables": array.slice(sort(tables), 0, 20)}} if {
	tables := sensitive[input.resource.id]
	count({name | some name in input.parameters.extensions; name in installed}) == 0
	message := sprintf("%d tables have columns named like secrets or personal data, and no extension encrypts.", [count(tables)])
}

# By database; of its tables' columns, the names.
sensitive[database] contains sprintf("%s.%s", [table.data.schema, table.data.name]) if {
	some table in data.estate.by_kind["postgresql.TableColumns"]
	count(table.data.sensitive) > 0
	database := concat("/", array.slice(split(table.id, "/"), 0, 4))
}
