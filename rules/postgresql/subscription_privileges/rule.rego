# METADATA
# title: Subscriptions apply changes with few rights
# description: >-
#   Whoever can write to the publisher chooses what is written here. With run_as_owner or a superuser as the owner a
#   trigger or a default expression runs with those rights; with password_required off a subscription may use what
#   the server's account can reach. Before PostgreSQL 16 only superusers could own one, so that there is no choice.
# related_resources:
# - https://www.postgresql.org/docs/current/logical-replication-security.html
# - https://www.postgresql.org/docs/current/sql-altersubscription.html
# custom:
#   id: PG-REPL-010
#   severity: medium
#   resource: postgresql.Subscription
#   needs: [postgresql.Subscription, postgresql.Server]
#   parameters: {}
#   controls:
#     stig-postgresql: [V-233614]
#     nist-800-53-r5: [AC-6]
#   seeds: []
#   remediation: |
#     ALTER SUBSCRIPTION {{name}} SET (run_as_owner = false, password_required = true);
#     -- With a role that is a member of pg_create_subscription:
#     ALTER SUBSCRIPTION {{name}} OWNER TO …;
package assay.rules.postgresql.subscription_privileges

import data.assay.lib.postgresql
import input.resource.data as subscription

applies if {
	subscription.enabled
	not too_old
}

too_old if postgresql.server.major < 16

fail contains {"message": message, "at": "owner_superuser"} if {
	subscription.owner_superuser
	message := sprintf("Its owner %s is a superuser.", [subscription.owner])
}

fail contains {"message": "It needs no password.", "at": "password_required"} if not password_required

password_required if object.get(subscription, "password_required", true)

fail contains {"message": "Changes are applied as its owner.", "at": "run_as_owner"} if subscription.run_as_owner

unknown contains "Whether it needs a password was not reported." if not is_boolean(subscription.password_required)
