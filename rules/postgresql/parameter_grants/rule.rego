# METADATA
# title: Parameters that guard the audit trail and the data may not be set by other roles
# description: >-
#   From PostgreSQL 15 on single parameters can be granted. SET on one that decides about logging, triggers or
#   libraries lets a role act unseen or run its own code; ALTER SYSTEM on any changes it for everybody, for good.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-priv.html
# - https://www.postgresql.org/docs/current/sql-grant.html
# custom:
#   id: PG-PRIV-010
#   severity: high
#   resource: postgresql.ParameterGrant
#   needs: [postgresql.ParameterGrant, postgresql.Server]
#   parameters:
#     sensitive:
#       default: ^(log_.*|pgaudit\..*|session_replication_role|(session|local)_preload_libraries|dynamic_library_path|row_security|zero_damaged_pages|ignore_checksum_failure|ignore_invalid_pages|allow_system_table_mods|track_activities|debug_.*)$
#       type: string
#       description: Which parameters no role should SET for itself, as a regular expression.
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that set such parameters on purpose.
#   controls:
#     cis-postgresql-17: ["6.2", "6.5"]
#     stig-postgresql: [V-233534, V-233597, V-233600, V-233607, V-233609, V-233618]
#     nist-800-53-r5: [AU-9]
#   seeds: []
#   remediation: |
#     REVOKE SET, ALTER SYSTEM ON PARAMETER {{parameter}} FROM PUBLIC;
#     -- And for each role that the finding names:
#     -- REVOKE SET, ALTER SYSTEM ON PARAMETER {{parameter}} FROM that_role;
package assay.rules.postgresql.parameter_grants

import data.assay.lib.postgresql
import input.resource.data as granted

# Every role among those that hold something.
holders contains {"who": "Every role", "privileges": granted.public} if count(granted.public) > 0

holders contains {"who": sprintf("Role %s", [grant.role]), "privileges": grant.privileges} if {
	some grant in granted.roles
	not grant.role in input.parameters.allowed
	not postgresql.provider_owns(grant.role)
	not postgresql.handed_out(grant.role)
}

fail contains sprintf("%s may change %s for the whole server.", [holder.who, granted.parameter]) if {
	some holder in holders
	"ALTER SYSTEM" in holder.privileges
}

fail contains sprintf("%s may set %s for its sessions.", [holder.who, granted.parameter]) if {
	some holder in holders
	"SET" in holder.privileges
	regex.match(input.parameters.sensitive, granted.parameter)
}
