# METADATA
# title: Functions that reach the server's files and control are not granted further
# description: >-
#   initdb keeps functions that read files, switch WAL or reload the configuration from PUBLIC and gives some to
#   predefined roles. A further grant on one of them is a small piece of a superuser that no list of roles shows.
# related_resources:
# - https://www.postgresql.org/docs/current/functions-admin.html
# - https://www.postgresql.org/docs/current/predefined-roles.html
# custom:
#   id: PG-PRIV-009
#   severity: high
#   resource: postgresql.BuiltinFunction
#   needs: [postgresql.BuiltinFunction, postgresql.Server]
#   parameters:
#     allowed:
#       default: []
#       type: array
#       description: Names of roles that need such functions, such as the one of a backup.
#   controls:
#     cis-postgresql-17: ["4.5"]
#     stig-postgresql: [V-233593, V-233614]
#     nist-800-53-r5: [CM-7]
#   seeds: []
#   remediation: |
#     -- In psql; the first column is run, statement by statement:
#     SELECT format('REVOKE EXECUTE ON FUNCTION %s FROM %s', p.oid::regprocedure, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END)
#       FROM pg_proc p, aclexplode(p.proacl) x
#       WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname = {{name|literal}} AND x.grantee <> p.proowner
#         AND NOT EXISTS (SELECT FROM pg_init_privs i, aclexplode(i.initprivs) y WHERE i.objoid = p.oid AND i.classoid = 'pg_proc'::regclass AND y.grantee = x.grantee) \gexec
package assay.rules.postgresql.builtin_function_grants

import data.assay.lib.postgresql
import input.resource.data as routine

fail contains {"message": sprintf("Every role may execute %s.", [routine.name]), "at": "public_execute"} if routine.public_execute

fail contains {"message": message, "at": "roles"} if {
	roles := [role |
		some role in routine.roles
		not role in input.parameters.allowed
		not postgresql.provider_owns(role)
		not postgresql.handed_out(role)
	]
	count(roles) > 0
	message := sprintf("%s may execute %s, which initdb did not grant.", [concat(", ", roles), routine.name])
}
