SELECT u.umserver AS srvid, u.umuser, EXISTS (SELECT 1 FROM pg_catalog.unnest(u.umoptions) o WHERE pg_catalog.split_part(o, '=', 1) ~* '(passw|secret|token|credential|private_?key)') AS secret, false AS hidden
FROM pg_catalog.pg_user_mapping u
