# METADATA
# title: Columns that hold secrets or personal data are not plain text
# description: >-
#   What is stored as text is read by whoever reads a backup, a replica, a log of statements or the table
#   itself. Passwords belong into a hash made for them, keys and card numbers into encryption whose key is
#   elsewhere. Found by the names of columns: a name may deceive, in both directions.
# related_resources:
# - https://www.postgresql.org/docs/current/encryption-options.html
# - https://www.postgresql.org/docs/current/pgcrypto.html
# custom:
#   id: PG-DATA-001
#   severity: high
#   confidence: medium
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.TableColumns]
#   parameters:
#     exempt:
#       default: "_(hash|hashed|digest|encrypted|enc|cipher|ciphertext|salt|id)$"
#       type: string
#       description: Names of columns that do not hold the thing itself, as a regular expression.
#   controls:
#     cis-postgresql-17: ["6.9"]
#     stig-postgresql: [V-233586, V-233590, V-233605]
#     nist-800-53-r5: [SC-28]
#   seeds: [S2-PF-SEC-05]
#   remediation: |
#     CREATE EXTENSION IF NOT EXISTS pgcrypto;
#     -- A password: only its hash.
#     UPDATE {{schema}}.{{name}}
#       SET <column> = crypt(<column>, gen_salt('bf', 12));
#     -- Other secrets: encrypt in the application, with a key from a KMS, and
#     -- store bytea; or store a token, and the secret where it belongs.
package assay.rules.postgresql.sensitive_plain_text

import data.assay.lib.tables

applies if {
	tables.defined
	not nothing_sensitive
}

nothing_sensitive if count(tables.columns.sensitive) == 0

plain := {"bpchar", "json", "jsonb", "text", "varchar"}

fail contains {"message": message, "at": name, "severity": severity(name)} if {
	some entry in tables.columns.sensitive
	name := tables.column_name(entry)
	tables.column_type(entry) in plain
	not regex.match(input.parameters.exempt, lower(name))
	message := sprintf("Column %s is %s, and named like a secret or personal data.", [name, tables.column_type(entry)])
}

# Who has a credential can act; personal data is a breach of another kind.
credential := `(^|_)(password|passwd|pwd|passphrase|secret|api_?key|private_?key|token|otp)(_|$)`

severity(name) := "high" if regex.match(credential, lower(name))

severity(name) := "medium" if not regex.match(credential, lower(name))

unknown contains "The table's columns were not read." if not tables.columns
