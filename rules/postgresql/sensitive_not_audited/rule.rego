# METADATA
# title: Changes of sensitive tables leave a trace
# description: >-
#   Who changed a bank account, and what it was before, can only be said if something wrote it down at the time:
#   a trigger that fills an audit table, or pgaudit with the class write or a role for objects. Which tables are
#   sensitive is told by the names of their columns.
# related_resources:
# - https://www.postgresql.org/docs/current/plpgsql-trigger.html
# - https://github.com/pgaudit/pgaudit/blob/main/README.md
# custom:
#   id: PG-DATA-002
#   severity: high
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns, postgresql.Trigger, postgresql.Settings, postgresql.Server]
#   parameters:
#     trigger:
#       default: "audit|history|log"
#       type: string
#       description: Schema and name of the functions of audit triggers, as a regular expression.
#   controls:
#     cis-postgresql-17: ["3.2"]
#     stig-postgresql: [V-233547, V-233551, V-233574]
#     nist-800-53-r5: [AU-12]
#   seeds: [S2-T-012, S4-T-047, S2-T-085, S4-T-046]
#   remediation: |
#     -- A trigger that writes old and new row, user and time:
#     CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE
#       ON {{schema}}.{{name}}
#       FOR EACH ROW EXECUTE FUNCTION <audit function>();
#     -- Or pgaudit for this table alone:
#     --   ALTER SYSTEM SET pgaudit.role = 'auditor';
#     GRANT INSERT, UPDATE, DELETE ON {{schema}}.{{name}} TO auditor;
package assay.rules.postgresql.sensitive_not_audited

import data.assay.lib.postgresql
import data.assay.lib.tables

applies if {
	tables.defined
	not nothing_sensitive
}

nothing_sensitive if count(tables.columns.sensitive) == 0

settings := data.estate.by_id[sprintf("%s/-/settings", [postgresql.server_id])].data

fail contains {"message": message, "evidence": {"sensitive": tables.columns.sensitive}} if {
	count(tables.columns.sensitive) > 0
	count(audit_triggers) == 0
	pgaudit_logs_writes == false
	message := "Writes to it leave no trace: no audit trigger fires, and pgaudit does not log them."
}

audit_triggers contains child.data.name if {
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Trigger"
	child.data.enabled in {"always", "origin"}
	regex.match(input.parameters.trigger, lower(sprintf("%s.%s", [child.data.function_schema, child.data.function])))
}

pgaudit_logs_writes := false if loaded == false

pgaudit_logs_writes := logs_writes if loaded

# On Google's services a flag loads it; elsewhere the list of libraries tells.
flag := {"alloydb": "alloydb.enable_pgaudit", "cloudsql": "cloudsql.enable_pgaudit"}[postgresql.server.provider]

loaded := settings[flag].reset_val == "on"

loaded := regex.match(`\bpgaudit\b`, settings.shared_preload_libraries.reset_val) if not flag

default logs_writes := false

logs_writes if regex.match(`\b(all|write)\b`, lower(settings["pgaudit.log"].reset_val))

# With a role, what is granted to that role is logged; whether this table is, its grants say.
logs_writes if settings["pgaudit.role"].reset_val != ""

unknown contains "The table's columns were not read." if not tables.columns

unknown contains "Whether pgaudit is loaded was not reported." if {
	count(audit_triggers) == 0
	not loaded in {true, false}
}
