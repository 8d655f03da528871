# METADATA
# title: One permissive policy decides for each role and command
# description: >-
#   Permissive policies are joined by OR: each is evaluated for each row, and each opens what another meant to close.
#   One policy with OR in it says the same and is read as one; what must hold in any case is RESTRICTIVE.
# related_resources:
# - https://www.postgresql.org/docs/current/sql-createpolicy.html
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# custom:
#   id: PG-RLS-008
#   severity: low
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Policy]
#   parameters:
#     max:
#       default: 1
#       type: integer
#       description: How many permissive policies may concern one role and command.
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.7"]
#   seeds: []
#   remediation: |
#     -- Join them by OR in one of them, and drop the others:
#     -- ALTER POLICY one_of_them ON {{schema}}.{{name}} USING (… OR …);
#     -- DROP POLICY another ON {{schema}}.{{name}};
package assay.rules.postgresql.several_permissive_policies

import data.assay.lib.postgresql

applies if {
	postgresql.own_relation
	input.resource.data.policies > 0
}

permissive := [child.data |
	some child in data.estate.children[input.resource.id]
	child.kind == "postgresql.Policy"
	child.data.permissive
]

# PUBLIC stands for a role that no policy names.
roles := {role | some policy in permissive; some role in policy.roles} | {"PUBLIC" | some policy in permissive; policy.to_public}

fail contains {"message": message, "at": "policies"} if {
	some command in ["SELECT", "INSERT", "UPDATE", "DELETE"]
	crowded := {role: names |
		some role in roles
		names := sort([policy.name | some policy in permissive; policy.cmd in {command, "ALL"}; concerns(policy, role)])
		count(names) > input.parameters.max
	}
	count(crowded) > 0
	message := sprintf("%s by %s: permissive policies %s.", [command, concat(", ", sort(object.keys(crowded))), concat(", ", sort({name | some names in crowded; some name in names}))])
}

concerns(policy, _) if policy.to_public

concerns(policy, role) if role in policy.roles
