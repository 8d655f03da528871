-- kind: postgresql.TableColumns
-- scope: database
-- cost: columns
-- id: {schema}/{name}/columns
-- parent: {schema}/{name}
-- what: the columns of each table, in one resource: how many, and the names of those whose type or name matters to some rule
-- needs: nothing beyond a connection
WITH
pattern AS MATERIALIZED (
  SELECT '^(tenant|tenant_id|tenantid|organization_id|organisation_id|org_id|account_id|company_id|workspace_id)$' AS tenant,
         '^(deleted_at|is_deleted|deleted|deleted_on|removed_at)$' AS soft,
         '(^|_)(password|passwd|pwd|passphrase|secret|api_?key|private_?key|access_?token|refresh_?token|auth_?token|token|otp|mfa_?secret|ssn|social_security|national_id|passport|tax_id|driver_?licen[cs]e|credit_?card|card_?number|cvv|cvc|iban|bank_account|account_number|routing_number|dob|date_of_birth|birth_?date|medical_record|diagnosis)(_|$)' AS sensitive),
col AS (
  SELECT c.oid, n.nspname::text AS schema, c.relname::text AS name, a.attnum, a.attname::text AS nm, t.typname::text AS ty, (tn.nspname = 'pg_catalog') AS core, t.typcategory AS cat, a.attnotnull AS nn, a.atttypmod AS tm,
         a.attname ~* p.tenant AS ten, a.attname ~* p.soft AS soft, a.attname ~* p.sensitive AS sens
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace CROSS JOIN pattern p
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND c.relpersistence <> 't' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
SELECT schema, name, pg_catalog.count(*) AS columns, pg_catalog.count(*) FILTER (WHERE nn) AS not_null,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'timestamp'), '{}') AS timestamp_notz,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'timetz'), '{}') AS timetz,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'money'), '{}') AS money,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'bpchar'), '{}') AS "char",
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'json'), '{}') AS json,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'jsonb'), '{}') AS jsonb,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE core AND ty = 'oid' OR ty = 'lo'), '{}') AS lob,
       coalesce(pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE cat = 'A'), '{}') AS arrays,
       coalesce(pg_catalog.array_agg(nm || ':' || ty || ':' || greatest(tm, 0) ORDER BY attnum) FILTER (WHERE ty IN ('vector', 'halfvec', 'sparsevec')), '{}') AS vectors,
       coalesce(pg_catalog.array_agg(nm || ':' || ty || ':' || CASE WHEN nn THEN 'notnull' ELSE 'null' END ORDER BY attnum) FILTER (WHERE ten), '{}') AS tenant,
       coalesce(pg_catalog.array_agg(nm || ':' || ty ORDER BY attnum) FILTER (WHERE soft AND ty IN ('timestamptz', 'timestamp', 'date', 'bool')), '{}') AS soft_delete,
       coalesce(pg_catalog.array_agg(nm || ':' || ty ORDER BY attnum) FILTER (WHERE sens), '{}') AS sensitive,
       coalesce((pg_catalog.array_agg(nm ORDER BY attnum) FILTER (WHERE nm !~ '^[a-z_][a-z0-9_]*$'))[1:20], '{}') AS bad_names,
       (pg_catalog.count(*) <= 8
          AND pg_catalog.bool_or(nm ~* '^(attribute|attribute_id|attribute_name|attr|attr_name|field_name|property_name|meta_key|param_name|key_name)$')
          AND pg_catalog.bool_or(nm ~* '^(value|attribute_value|attr_value|field_value|property_value|meta_value|param_value|value_(text|string|int|num|date|json))$')
          -- Without a column that says whose attribute it is, it is a list of keys and values, as of settings.
          AND pg_catalog.bool_or(nm ~* '^(entity|object|item|record|owner|subject)$|_id$' AND nm !~* '^(attribute|attr|field|property|meta|param|key|value)_id$')) AS eav
FROM col GROUP BY oid, schema, name
