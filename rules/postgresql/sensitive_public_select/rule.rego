# METADATA
# title: PUBLIC cannot read sensitive tables
# description: >-
#   PUBLIC is every role there is and every one that is made later, the one of a forgotten report included. What
#   is granted to it on a table with secrets or personal data is granted without looking. Which tables those are
#   is told by the names of their columns.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/sql-revoke.html
# custom:
#   id: PG-DATA-004
#   severity: high
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.RelationGrants]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     REVOKE ALL ON {{schema}}.{{name}} FROM PUBLIC;
#     GRANT SELECT ON {{schema}}.{{name}} TO <who needs it>;
package assay.rules.postgresql.sensitive_public_select

import data.assay.lib.tables

applies if {
	tables.defined
	not nothing_sensitive
}

nothing_sensitive if count(tables.columns.sensitive) == 0

# Where nobody but the owner holds anything there are no grants.
grants := data.estate.by_id[concat("/", [input.resource.id, "grants"])].data

fail contains {"message": "PUBLIC may read it.", "evidence": {"sensitive": tables.columns.sensitive}} if {
	count(tables.columns.sensitive) > 0
	"SELECT" in grants.public
}

fail contains {"message": sprintf("PUBLIC may read column %s.", [name]), "at": name} if {
	some entry in tables.columns.sensitive
	name := tables.column_name(entry)
	name in grants.public_columns
	"SELECT" in grants.public_column_privileges
}

unknown contains "The table's columns were not read." if not tables.columns
