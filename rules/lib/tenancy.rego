# METADATA
# description: What the rules on tables that tenants share ask of the table that they judge.
package assay.lib.tenancy

import data.assay.lib.postgresql
import data.assay.lib.tables

# A table of the user's own, where tenants are kept apart by rows.
own_table if {
	input.parameters.strategy == "row"
	postgresql.own_table
}

# The columns that tell the tenant, as name:type:null or name:type:notnull.
entries := [entry |
	some entry in tables.columns.tenant
	regex.match(input.parameters.tenant_re, lower(tables.column_name(entry)))
]

columns := [tables.column_name(entry) | some entry in entries]

shared if {
	own_table
	count(entries) > 0
}

# Whether tenants share it, its columns would tell.
shared if {
	own_table
	not tables.columns
}
