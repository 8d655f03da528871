# METADATA
# title: No functions are written in untrusted languages
# description: >-
#   A function in an untrusted language does what the operating system's user of the server may do: read files, open
#   connections, start programs. Nobody but a superuser can write one, and everybody who may execute it uses that.
# related_resources:
# - https://www.postgresql.org/docs/current/xplang.html
# - https://www.postgresql.org/docs/current/catalog-pg-language.html
# custom:
#   id: PG-EXT-004
#   severity: high
#   resource: postgresql.Language
#   needs: [postgresql.Language]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of untrusted languages in which functions were reviewed.
#   controls:
#     cis-postgresql-17: ["4.5"]
#     stig-postgresql: [V-233593]
#     nist-800-53-r5: [CM-7]
#   seeds: []
#   remediation: |
#     -- In psql, to see them; rewrite them in a trusted language, or move them out of the database:
#     SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE l.lanname = {{name|literal}};
package assay.rules.postgresql.untrusted_languages

import input.resource.data as language

# Functions in C and internal ones are the extensions' and the server's own.
applies if {
	language.trusted == false
	not language.name in {"c", "internal"}
}

fail contains {"message": message, "at": "functions", "evidence": {"sample": language.sample}} if {
	language.functions > 0
	not language.name in input.parameters.allowed
	message := sprintf("%d functions are written in %s.", [language.functions, language.name])
}
