# METADATA
# title: No weak or anonymous TLS ciphers are offered
# description: >-
#   ssl_ciphers names what the server agrees to for TLS 1.2. Ciphers without encryption, with RC4, DES or MD5, of
#   export strength, or without a certificate can be read or impersonated by somebody between. Judged is the list as
#   it is written, not what the OpenSSL at hand makes of it; on managed services the provider chooses.
# related_resources:
# - https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-SSL-CIPHERS
# - https://docs.openssl.org/master/man1/openssl-ciphers/
# custom:
#   id: PG-TLS-004
#   severity: medium
#   resource: postgresql.Settings
#   managed: "the service chooses the ciphers"
#   needs: [postgresql.Settings, postgresql.Server]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.10"]
#     stig-postgresql: [V-233583, V-233584, V-233585, V-233611, V-233619, V-233623]
#     nist-800-53-r5: [SC-13]
#   seeds: []
#   remediation: |
#     ALTER SYSTEM SET ssl_ciphers = 'HIGH:!aNULL:!MD5:!3DES';
#     SELECT pg_reload_conf();
package assay.rules.postgresql.tls_ciphers

import data.assay.lib.postgresql
import input.resource.data as settings

applies if {
	not postgresql.managed
	not settings.ssl.reset_val == "off"
}

parts := [part |
	some piece in regex.split(`[:, ]+`, settings.ssl_ciphers.reset_val)
	part := trim_space(piece)
]

weak := {
	"NULL", "eNULL", "aNULL", "ADH", "AECDH", "LOW", "EXP", "EXPORT", "EXPORT40", "EXPORT56", "RC2", "RC4", "DES",
	"3DES", "CBC3", "IDEA", "SEED", "MD5", "COMPLEMENTOFALL",
}

# "+" only moves ciphers to the end, "-" and "!" take them out.
added contains part if {
	some part in parts
	not substring(part, 0, 1) in {"!", "-", "+", "@"}
}

fail contains {"message": message, "at": "ssl_ciphers"} if {
	named := [part | some part in added; some word in regex.split(`[-+]`, part); word in weak]
	count(named) > 0
	message := sprintf("Weak ciphers are offered: %s.", [concat(", ", sort(named))])
}

fail contains {"message": message, "at": "ssl_ciphers"} if {
	groups := added & {"ALL", "HIGH", "MEDIUM"}
	count(groups) > 0
	not "!aNULL" in parts
	not "-aNULL" in parts
	message := sprintf("%s is not without anonymous ciphers (!aNULL).", [concat(" and ", sort(groups))])
}
