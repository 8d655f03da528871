-- kind: postgresql.Role
-- scope: server
-- id: -/roles/{name}
-- what: role attributes, and every role that each can reach by membership; passwords are never read; from 16 on each grant says whether it inherits and allows SET ROLE
-- needs: nothing beyond a connection
WITH RECURSIVE
edge AS (
  SELECT m.member, m.roleid, pg_catalog.bool_or(m.admin_option) AS admin,
         -- From 16 on whoever makes a role is given it WITH ADMIN OPTION by the bootstrap superuser, and nothing else.
         coalesce(pg_catalog.bool_and(m.grantor = 10 AND NOT m.inherit_option AND NOT m.set_option) FILTER (WHERE m.admin_option), false) AS created,
         pg_catalog.bool_or(m.inherit_option) AS inherits,
         pg_catalog.bool_or(m.set_option) AS can_set
  FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member GROUP BY m.member, m.roleid),
-- UNION, not UNION ALL: a role reached on many ways counts once for each depth.
reach AS (
  SELECT e.member, e.roleid, 1 AS depth, e.admin, e.created, e.inherits, e.can_set FROM edge e
  UNION
  SELECT r.member, e.roleid, r.depth + 1, false, false, r.inherits AND e.inherits, r.can_set AND e.can_set
  FROM reach r JOIN edge e ON e.member = r.roleid WHERE r.depth < 32),
membership AS (
  SELECT r.member, r.roleid, pg_catalog.min(r.depth) AS depth, pg_catalog.bool_or(r.admin) AS admin, pg_catalog.bool_or(r.created) AS created,
         pg_catalog.bool_or(r.inherits) AS inherits, pg_catalog.bool_or(r.can_set) AS can_set
  FROM reach r GROUP BY r.member, r.roleid),
memberships AS (
  SELECT m.member,
         pg_catalog.json_agg(pg_catalog.json_build_object('role', g.rolname, 'depth', m.depth, 'admin_option', m.admin, 'admin_by_creation', m.created, 'inherits', m.inherits, 'can_set', m.can_set,
           'superuser', g.rolsuper, 'createrole', g.rolcreaterole, 'bypassrls', g.rolbypassrls, 'replication', g.rolreplication) ORDER BY g.rolname) AS list,
         pg_catalog.array_agg(g.rolname::text ORDER BY g.rolname) FILTER (WHERE m.depth = 1) AS direct
  FROM membership m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid GROUP BY m.member),
members AS (
  SELECT e.roleid, pg_catalog.array_agg(r.rolname::text ORDER BY r.rolname) AS list
  FROM edge e JOIN pg_catalog.pg_roles r ON r.oid = e.member GROUP BY e.roleid),
-- In every database; the bootstrap superuser's own are not in it.
owned AS (
  SELECT d.refobjid, pg_catalog.count(*) AS objects FROM pg_catalog.pg_shdepend d
  WHERE d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND d.deptype = 'o' GROUP BY d.refobjid)
SELECT r.rolname::text AS name, r.rolsuper AS superuser, r.rolinherit AS inherit, r.rolcreaterole AS createrole,
       r.rolcreatedb AS createdb, r.rolcanlogin AS login, r.rolreplication AS replication, r.rolbypassrls AS bypassrls, r.rolconnlimit AS connlimit,
       CASE WHEN r.rolvaliduntil <> 'infinity' THEN pg_catalog.floor(extract(epoch FROM greatest(r.rolvaliduntil, 'epoch') - pg_catalog.clock_timestamp()))::bigint END AS valid_for_s,
       coalesce(r.rolvaliduntil <> 'infinity', false) AS has_expiry,
       (r.rolname ~ '^pg_') AS predefined, (r.oid = 10) AS bootstrap,
       coalesce(ms.direct, '{}') AS member_of, coalesce(ms.list, '[]') AS memberships, coalesce(mb.list, '{}') AS members,
       CASE WHEN r.oid <> 10 THEN coalesce(ow.objects, 0) END AS owned_objects,
       (pg_catalog.shobj_description(r.oid, 'pg_authid') IS NOT NULL) AS has_comment
FROM pg_catalog.pg_roles r LEFT JOIN memberships ms ON ms.member = r.oid LEFT JOIN members mb ON mb.roleid = r.oid LEFT JOIN owned ow ON ow.refobjid = r.oid
ORDER BY 1
