-- kind: postgresql.Policy
-- scope: database
-- id: {schema}/{table}/policies/{name}
-- parent: {schema}/{table}
-- redact: using_text check_text
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
  SELECT e.oid, e.q, e.w, e.q || ' ' || e.w AS both FROM expression e)
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
       CASE WHEN NOT p.locked THEN t.both ~* '\m(current_user|session_user|current_role)\M' END AS uses_user,
       coalesce((SELECT pg_catalog.array_agg(DISTINCT a.attname::text) FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                 WHERE d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND d.objid = p.oid AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                   AND d.refobjid = p.polrelid AND d.refobjsubid > 0), '{}') AS columns,
       nullif(t.q, '') AS using_text, nullif(t.w, '') AS check_text,
       CASE WHEN p.locked THEN 'locked' END AS _gap
FROM policy p JOIN text t ON t.oid = p.oid JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
ORDER BY 1, 2, 3
