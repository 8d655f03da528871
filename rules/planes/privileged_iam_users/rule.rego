# METADATA
# title: No IAM user is as good as a superuser in the database
# description: >-
#   What Google Cloud lists of a user is what it was made with; what was granted inside the database since is only
#   seen there. A person, or whoever holds a person's session, who can become alloydbsuperuser or cloudsqlsuperuser,
#   make roles or pass row security reads and changes everything.
# related_resources:
# - https://cloud.google.com/alloydb/docs/database-users/about
# - https://cloud.google.com/sql/docs/postgres/users
# custom:
#   id: GC-JNT-001
#   severity: high
#   confidence: medium
#   resource: assay.DatabaseLink
#   needs: [postgresql.Server, postgresql.Role, alloydb.User, sqladmin.User, assay.DatabaseLink]
#   parameters:
#     break_glass:
#       default: []
#       type: array
#       description: Users that may be for emergencies.
#   controls: {}
#   seeds: [S0-AP-SEC-02, S0-SEC-02]
#   remediation: |
#     # In the database, {{server}}, for what each finding names:
#     #   REVOKE <role> FROM "<user>";
#     #   ALTER ROLE "<user>" NOCREATEROLE NOBYPASSRLS;
package assay.rules.planes.privileged_iam_users

import data.assay.lib.planes

fail contains {"message": message, "at": role.name, "evidence": {"instance": planes.link.instance, "powers": powers}} if {
	some role in planes.roles
	planes.iam_identity(role)
	powers := planes.powers(role)
	count(powers) > 0
	not role.name in input.parameters.break_glass
	message := sprintf("IAM user %s has in the database: %s.", [role.name, concat(", ", sort(powers))])
}

names := {planes.identity(role.name) | some role in planes.roles}

unknown contains sprintf("IAM user %s has no role in the database that was read.", [name]) if {
	some name, types in planes.users
	some type in types
	regex.match(`IAM`, type)
	not contains(type, "IAM_GROUP_")
	not name in names
}
