# METADATA
# title: Row-level security is forced on the table's owner too
# description: >-
#   Policies do not bind the owner of a table unless they are forced. Where the application connects as the
#   owner, which is what most migration tools set up, row-level security is on and filters nothing.
# related_resources:
# - https://www.postgresql.org/docs/current/ddl-rowsecurity.html
# - https://www.postgresql.org/docs/current/sql-altertable.html
# custom:
#   id: PG-RLS-003
#   severity: high
#   resource: postgresql.Relation
#   needs: [postgresql.Relation, postgresql.Role]
#   parameters:
#     schemas:
#       default: []
#       type: array
#       description: Names of the schemas to judge; none means all of the user's.
#   controls:
#     cis-postgresql-17: ["4.7"]
#     stig-postgresql: [V-233530]
#   seeds: [S2-T-051]
#   remediation: |
#     ALTER TABLE {{schema}}.{{name}} FORCE ROW LEVEL SECURITY;
#     -- Then check that jobs which run as {{owner}}
#     -- still see the rows that they need.
package assay.rules.postgresql.rls_not_forced

import data.assay.lib.postgresql

# Without a policy there is nothing to force: it would lock the owner out, too (PG-RLS-002).
applies if {
	postgresql.own_relation
	input.resource.data.rls
	input.resource.data.policies > 0
}

fail contains {"message": message, "severity": severity} if {
	input.resource.data.rls_forced == false
	message := sprintf("The owner %s bypasses the table's policies.", [input.resource.data.owner])
}

default severity := "high"

# Nobody can act as the owner: it cannot log in, and no role that can is its member.
severity := "low" if {
	owner := input.resource.data.owner
	owner in without_login[postgresql.server_id]
	not owner in object.get(reached_by_login, postgresql.server_id, set())
}

without_login[role.parent] contains role.data.name if {
	some role in data.estate.by_kind["postgresql.Role"]
	role.data.login == false
}

reached_by_login[role.parent] contains membership.role if {
	some role in data.estate.by_kind["postgresql.Role"]
	role.data.login
	some membership in role.data.memberships
}
