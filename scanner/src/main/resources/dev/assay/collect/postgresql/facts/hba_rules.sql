-- kind: postgresql.HbaRule
-- scope: server
-- id: -/hba/{line}
-- provider: postgresql
-- what: the lines of pg_hba.conf, parsed by the server; of their options the names only
-- needs: SELECT on pg_hba_file_rules and EXECUTE on its function
-- readable: pg_catalog.has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT') AND pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE')
-- remedy: GRANT SELECT ON pg_catalog.pg_hba_file_rules TO {role}; GRANT EXECUTE ON FUNCTION pg_catalog.pg_hba_file_rules() TO {role};
SELECT h.line_number::text AS line,
       pg_catalog.row_number() OVER (ORDER BY h.line_number) AS position,
       h.type, h.database AS databases, h.user_name AS roles, h.address, h.auth_method AS method, a.prefix,
       (h.type = 'local' OR h.address IN ('samehost', 'localhost')
        OR coalesce(h.address ~ '^127\.' AND a.prefix >= 8 OR h.address = '::1' AND a.prefix = 128, false)) AS same_host,
       coalesce((SELECT pg_catalog.array_agg(pg_catalog.split_part(o, '=', 1)) FROM pg_catalog.unnest(h.options) o), '{}') AS options,
       -- A line for TLS where there is none is a rule, though one that nobody matches.
       (h.error IS NOT NULL AND h.type IS NULL) AS has_error, (h.error IS NOT NULL AND h.type IS NOT NULL) AS cannot_match
FROM pg_catalog.pg_hba_file_rules h
-- How many bits of an address must agree; none for "all", and no such number for names.
CROSS JOIN LATERAL (
  SELECT CASE WHEN h.address = 'all' THEN 0
              WHEN h.netmask IS NOT NULL THEN (
                SELECT pg_catalog.min(n) FROM pg_catalog.generate_series(0, CASE WHEN h.address ~ ':' THEN 128 ELSE 32 END) n
                WHERE pg_catalog.host(pg_catalog.netmask(pg_catalog.set_masklen(h.address::inet, n))) = pg_catalog.host(h.netmask::inet)) END AS prefix) a
ORDER BY h.line_number
