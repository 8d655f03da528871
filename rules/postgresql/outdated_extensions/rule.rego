# METADATA
# title: Extensions are at the version that the server has
# description: >-
#   An upgrade of the server brings new versions of its extensions, with their fixes, but each database keeps the old
#   objects until somebody updates them there.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-alterextension.html
# - https://www.postgresql.org/docs/current/view-pg-available-extensions.html
# custom:
#   id: PG-EXT-002
#   severity: medium
#   resource: postgresql.Extension
#   needs: [postgresql.Extension]
#   parameters:
#     held:
#       default: []
#       type: array
#       description: Names of extensions that are kept at their version on purpose.
#   controls:
#     cis-postgresql-17: ["1.5"]
#     stig-postgresql: [V-233513, V-233550]
#     nist-800-53-r5: [SI-2]
#   seeds: []
#   remediation: |
#     ALTER EXTENSION {{name}} UPDATE;
package assay.rules.postgresql.outdated_extensions

import input.resource.data as extension

applies if not extension.name in input.parameters.held

fail contains {"message": message, "at": "version"} if {
	numbers(extension.version) < numbers(extension.default_version)
	message := sprintf("Version %s is installed, and the server has %s.", [extension.version, extension.default_version])
}

# 1.10 is newer than 1.9; letters such as those of 3.5.0dev do not count.
numbers(version) := [to_number(part) | some part in regex.find_n(`[0-9]+`, version, -1)]
