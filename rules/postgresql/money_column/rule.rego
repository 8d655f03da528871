# METADATA
# title: Amounts of money are not stored as money
# description: >-
#   The type money keeps no currency and takes its fractional digits and its spelling from lc_monetary: the same
#   stored value reads as another amount on a server with another setting, and a dump restored there changes it.
#   numeric with a currency beside it says what is meant.
# related_resources:
# - https://www.postgresql.org/docs/current/datatype-money.html
# - https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_money
# custom:
#   id: PG-SCHEMA-004
#   severity: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters: {}
#   controls: {}
#   seeds: []
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}}
#       ALTER COLUMN <column> TYPE numeric(19, 4);
#     -- The table is rewritten under an exclusive lock. Keep the currency in
#     -- a column of its own.
package assay.rules.postgresql.money_column

import data.assay.lib.tables

applies if tables.defined

fail contains {"message": message, "at": name, "evidence": {"money": tables.columns.money}} if {
	some name in tables.columns.money
	message := sprintf("Column %s is of type money.", [name])
}

unknown contains "The table's columns were not read." if not tables.columns
