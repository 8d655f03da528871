SELECT a.rolname::text AS role,
       CASE WHEN a.rolpassword IS NULL THEN 'none' WHEN a.rolpassword ~ '^md5[0-9a-f]{32}$' THEN 'md5'
            WHEN a.rolpassword LIKE 'SCRAM-SHA-256$%' THEN 'scram-sha-256' ELSE 'other' END AS method,
       CASE WHEN a.rolpassword LIKE 'SCRAM-SHA-256$%' THEN pg_catalog.split_part(pg_catalog.split_part(a.rolpassword, '$', 2), ':', 1)::int END AS scram_iterations,
       -- A guess at a SCRAM verifier costs thousands of hashes; those are left alone.
       CASE WHEN a.rolpassword ~ '^md5[0-9a-f]{32}$' THEN a.rolpassword IN (
         SELECT 'md5' || pg_catalog.md5(guess || a.rolname)
         FROM pg_catalog.unnest(ARRAY['', 'postgres', 'password', 'PASSWORD', 'Password1', 'STRONG_PASSWORD', 'changeme', 'change_me', 'secret', 'admin', 'root',
                '123456', '12345678', 'pass', 'devpass123', 'test', 'welcome1', 'pg', a.rolname::text, a.rolname || '1', a.rolname || '123']) guess) END AS known_weak
FROM pg_catalog.pg_authid a WHERE a.rolcanlogin
