# METADATA
# title: Nothing holds back vacuum
# description: >-
#   The oldest snapshot anywhere, of a session, a replication slot or a prepared transaction, decides which dead
#   rows may be removed everywhere. While it stands tables grow, queries slow down, and in the end transaction ids
#   run out.
# related_resources:
# - https://www.postgresql.org/docs/current/routine-vacuuming.html
# custom:
#   id: PG-TXN-004
#   severity: high
#   resource: postgresql.Server
#   needs: [postgresql.Server, postgresql.SessionGroup, postgresql.ReplicationSlot, postgresql.PreparedTransaction]
#   parameters:
#     max_age:
#       default: 10000000
#       type: integer
#       description: The age of the oldest snapshot, in transactions.
#   controls: {}
#   seeds: [S0-MNT-02]
#   remediation: |
#     -- Who holds the oldest:
#     SELECT pid, usename, age(backend_xmin) FROM pg_stat_activity ORDER BY 3 DESC NULLS LAST LIMIT 5;
#     SELECT slot_name, age(xmin), age(catalog_xmin) FROM pg_replication_slots;
#     SELECT gid, age(transaction) FROM pg_prepared_xacts;
package assay.rules.postgresql.vacuum_held_back

below := data.estate.children[input.resource.id]

holders contains {"who": who, "age": transaction.xmin_age} if {
	some group in below
	group.kind == "postgresql.SessionGroup"
	some transaction in group.data.transactions
	who := sprintf("a session of %s in %s", [group.data.role, group.data.database])
}

holders contains {"who": sprintf("slot %s", [slot.data.name]), "age": age} if {
	some slot in below
	slot.kind == "postgresql.ReplicationSlot"
	age := max([slot.data.xmin_age, slot.data.catalog_xmin_age])
}

holders contains {"who": sprintf("a prepared transaction of %s", [prepared.data.owner]), "age": prepared.data.xid_age} if {
	some prepared in below
	prepared.kind == "postgresql.PreparedTransaction"
}

fail contains {"message": message, "at": holder.who, "evidence": {"age": holder.age}} if {
	some holder in holders
	holder.age > input.parameters.max_age
	message := sprintf("Since %d transactions, by %s.", [holder.age, holder.who])
}
