# METADATA
# title: pgaudit records the classes of statements that matter (Cloud SQL)
# description: >-
#   Loading pgaudit records nothing: the classes do. Changes of structure, of privileges and of data are the least
#   from which an incident can be told; reads belong to it where the data are sensitive.
# related_resources:
# - https://github.com/pgaudit/pgaudit/blob/main/README.md
# - https://cloud.google.com/alloydb/docs/pgaudit/overview
# - https://cloud.google.com/sql/docs/postgres/pg-audit
# custom:
#   id: GC-LOG-008-SQL
#   severity: medium
#   resource: sqladmin.Instance
#   needs: [sqladmin.Instance]
#   parameters:
#     required:
#       default: [ddl, role, write]
#       type: array
#       description: The classes that are recorded.
#     required_sensitive:
#       default: [ddl, role, write, read]
#       type: array
#       description: The classes that are recorded where the data are sensitive.
#     class_label:
#       default: data_class
#       type: string
#       description: The label that names the class of the data.
#     sensitive:
#       default: [restricted]
#       type: array
#       description: The values of the label that make the data sensitive.
#   controls: {}
#   seeds: [S4-T-065]
#   remediation: |
#     gcloud sql instances patch {{instance}} --project={{project}} \
#       --database-flags="pgaudit.log=ddl\,role\,write",…
#     # The list replaces all flags. Set now: {{settings.databaseFlags}}
package assay.rules.sqladmin.pgaudit_classes

import data.assay.lib.encryption
import data.assay.lib.flags
import data.assay.lib.google

given := flags.listed(input.resource.data.settings.databaseFlags)

# GC-LOG-007 speaks of pgaudit that is not loaded.
applies if {
	google.postgres
	flags.on(given, "cloudsql.enable_pgaudit")
}

listed := {trim_space(part) | some part in split(flags.value(given, "pgaudit.log"), ",")}

taken_back := {trim_prefix(part, "-") | some part in listed; startswith(part, "-")}

recorded(class) if {
	class in listed
	not class in taken_back
}

recorded(class) if {
	"all" in listed
	not class in taken_back
}

demanded := input.parameters.required_sensitive if encryption.sensitive

demanded := input.parameters.required if not encryption.sensitive

missing := [class |
	some class in demanded
	not recorded(class)
]

fail contains {"message": message, "at": "settings.databaseFlags", "evidence": flags.shown(given, "pgaudit.log")} if {
	count(missing) > 0
	message := sprintf("pgaudit does not record %s.", [concat(", ", missing)])
}
