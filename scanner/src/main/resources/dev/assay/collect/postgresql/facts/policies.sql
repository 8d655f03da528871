-- kind: postgresql.Policy
-- scope: database
-- id: {schema}/{table}/policies/{name}
-- parent: {schema}/{table}
-- redact: using_text check_text
-- cost: large
-- what: row security policies; literals in their texts are replaced by ?
-- needs: nothing beyond a connection
WITH
locked AS (
  SELECT DISTINCT l.relation FROM pg_catalog.pg_locks l
  WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.pid <> pg_catalog.pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())),
policy AS (
  SELECT p.*, EXISTS (SELECT 1 FROM locked l WHERE l.relation = p.polrelid) AS locked FROM pg_catalog.pg_policy p),
-- pg_get_expr waits for whoever holds the table exclusively; so it is not asked about such tables.
expression AS (
  SELECT p.oid, coalesce(CASE WHEN NOT p.locked THEN pg_catalog.pg_get_expr(p.polqual, p.polrelid) END, '') AS q,
         coalesce(CASE WHEN NOT p.locked THEN pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) END, '') AS w
  FROM policy p),
text AS (
  SELECT e.oid, e.q, e.w, e.q || ' ' || e.w AS both FROM expression e),
-- What a session says of itself, or does not, becomes #S#; that it says nothing, #T#. Quoted text goes first, but for the empty one (#E#).
spoken AS (
  SELECT x.oid, x.part, pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
         x.said, '(?<!'')''''(?!'')', '#E#', 'g'), '''(?:[^'']|'''')*''', '?', 'g'), 'current_setting\([^()]*, true\)|[\w."]+\(\)', '#S#', 'g') AS said
  FROM (SELECT e.oid, 1 AS part, e.q AS said FROM expression e UNION ALL SELECT e.oid, 2, e.w FROM expression e) x
  WHERE x.said LIKE '%NULL%' OR x.said LIKE '%''''::text%' OR x.said LIKE '%COALESCE%'),
unwrapped AS (
  SELECT s.oid, s.part, pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(pg_catalog.regexp_replace(
         s.said, '\( SELECT #S# AS "?\w+"?\)', '#S#', 'g'), 'NULLIF\(#S#, #E#::text\)', '#S#', 'g'), '\(#S#\)::[a-z]+', '#S#', 'g'), '\( SELECT #S# AS "?\w+"?\)', '#S#', 'g') AS said
  FROM spoken s),
silent AS (
  SELECT u.oid, u.part, pg_catalog.regexp_replace(u.said,
         '\(#S# IS NULL\)|\(NOT \(#S# IS NOT NULL\)\)|\(COALESCE\(#S#, #E#::text\) = #E#::text\)|\(#S# = #E#::text\)|\((\w+) = COALESCE\(#S#, \1\)\)', '#T#', 'g') AS said
  FROM unwrapped u),
-- It opens the table alone, or joined by OR to what else the expression says: there one parenthesis is open.
opening AS (
  SELECT DISTINCT d.oid FROM (
    SELECT i.oid, i.said, p.piece, pg_catalog.lead(p.piece) OVER w AS next,
           pg_catalog.sum(pg_catalog.length(pg_catalog.regexp_replace(p.piece, '[^(]', '', 'g')) - pg_catalog.length(pg_catalog.regexp_replace(p.piece, '[^)]', '', 'g'))) OVER w AS open
    FROM silent i CROSS JOIN LATERAL pg_catalog.regexp_split_to_table(i.said, '#T#') WITH ORDINALITY p(piece, n)
    WHERE i.said LIKE '%#T#%' WINDOW w AS (PARTITION BY i.oid, i.part ORDER BY p.n)) d
  WHERE d.said = '#T#' OR (d.open = 1 AND d.next IS NOT NULL AND (d.piece LIKE '% OR ' OR d.next LIKE ' OR %')))
SELECT n.nspname::text AS schema, c.relname::text AS "table", p.polname::text AS name, p.polpermissive AS permissive,
       CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END AS cmd,
       (0::pg_catalog.oid = ANY (p.polroles)) AS to_public,
       coalesce((SELECT pg_catalog.array_agg(r.rolname::text ORDER BY r.rolname) FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles)), '{}') AS roles,
       c.relrowsecurity AS table_rls, (p.polqual IS NOT NULL) AS has_using, (p.polwithcheck IS NOT NULL) AS has_check,
       CASE WHEN NOT p.locked THEN pg_catalog.regexp_replace(pg_catalog.lower(t.q), '[\s()]|::[a-z]+', '', 'g') IN ('true', '1=1', '''1''=''1''') END AS using_true,
       CASE WHEN NOT p.locked THEN pg_catalog.regexp_replace(pg_catalog.lower(t.w), '[\s()]|::[a-z]+', '', 'g') IN ('true', '1=1', '''1''=''1''') END AS check_true,
       CASE WHEN NOT p.locked THEN t.both ~* 'current_setting\(' END AS uses_setting,
       CASE WHEN NOT p.locked THEN t.both ~* 'current_setting\(''[^'']*''(::text)?(,\s*false)?\)' END AS setting_no_missing_ok,
       CASE WHEN NOT p.locked THEN pg_catalog.regexp_replace(t.both, '\(\s*select\s+[a-z_(\s]*current_setting\(', '', 'gi') ~* 'current_setting\(' END AS setting_per_row,
       CASE WHEN NOT p.locked THEN EXISTS (SELECT 1 FROM opening o WHERE o.oid = p.oid) END AS unset_opens,
       CASE WHEN NOT p.locked THEN t.both ~* '\m(current_user|session_user|current_role)\M' END AS uses_user,
       coalesce((SELECT pg_catalog.array_agg(DISTINCT a.attname::text) FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                 WHERE d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND d.objid = p.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                   AND d.refobjid = p.polrelid AND d.refobjsubid > 0), '{}') AS columns,
       nullif(t.q, '') AS using_text, nullif(t.w, '') AS check_text,
       CASE WHEN p.locked THEN 'locked' END AS _gap
FROM policy p JOIN text t ON t.oid = p.oid JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
ORDER BY 1, 2, 3
