# METADATA
# title: Large objects are protected by privileges, and none is open to PUBLIC
# description: >-
#   Files kept as large objects have privileges of their own. A grant to PUBLIC opens one to every role, and
#   lo_compat_privileges = on switches the check off for all of them, as it was before PostgreSQL 9.0.
# related_resources:
# - https://www.postgresql.org/docs/current/largeobjects.html
# - https://www.postgresql.org/docs/current/runtime-config-compatible.html#GUC-LO-COMPAT-PRIVILEGES
# custom:
#   id: PG-PRIV-011
#   severity: medium
#   resource: postgresql.LargeObjects
#   needs: [postgresql.LargeObjects, postgresql.Settings]
#   parameters: {}
#   controls:
#     cis-postgresql-17: ["6.6"]
#     stig-postgresql: [V-233520]
#     nist-800-53-r5: [AC-3]
#   seeds: []
#   remediation: |
#     -- In psql; the first column is run, statement by statement:
#     SELECT format('REVOKE ALL ON LARGE OBJECT %s FROM PUBLIC', l.oid)
#       FROM pg_largeobject_metadata l, aclexplode(l.lomacl) x WHERE x.grantee = 0 \gexec
#     -- Where lo_compat_privileges is on:
#     -- ALTER SYSTEM SET lo_compat_privileges = 'off';
#     -- SELECT pg_reload_conf();
package assay.rules.postgresql.public_large_objects

import data.assay.lib.postgresql

settings := data.estate.by_id[concat("/", [postgresql.server_id, "-", "settings"])].data

fail contains {"message": message, "at": "public_objects"} if {
	input.resource.data.public_objects > 0
	message := sprintf("PUBLIC holds privileges on %d of %d large objects.", [input.resource.data.public_objects, input.resource.data.objects])
}

fail contains "lo_compat_privileges is on: no privilege of a large object is checked." if {
	settings.lo_compat_privileges.reset_val == "on"
}

unknown contains "The setting lo_compat_privileges was not read." if not settings.lo_compat_privileges.reset_val
