-- A database that has at least one of everything that the facts tell of.
CREATE SCHEMA app;
CREATE TABLE app.tenant (id bigint PRIMARY KEY, name text NOT NULL UNIQUE, deleted_at timestamptz);
CREATE TABLE app.customer (
  id bigint PRIMARY KEY,
  tenant_id bigint NOT NULL REFERENCES app.tenant ON DELETE CASCADE,
  "E-Mail" text,
  password text,
  born timestamp,
  seen timetz,
  spent money,
  code char(3),
  extra json,
  labels jsonb,
  roles text[],
  photo oid);
COMMENT ON TABLE app.customer IS 'who buys';
CREATE INDEX customer_tenant ON app.customer (tenant_id);
CREATE INDEX customer_tenant_again ON app.customer (tenant_id);
CREATE INDEX customer_active ON app.customer (tenant_id, id) INCLUDE (code) WHERE code <> 'sk_live_predicate' AND id > 4242424242;
CREATE INDEX customer_labels ON app.customer USING gin (labels) WITH (fastupdate = off);
CREATE INDEX customer_lower ON app.customer (lower(password));
ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.customer
  USING (tenant_id = current_setting('app.tenant')::bigint AND "E-Mail" <> 'sk_live_policy')
  WITH CHECK (tenant_id = (SELECT current_setting('app.tenant', true)::bigint));
CREATE POLICY everyone_reads ON app.customer FOR SELECT TO PUBLIC USING (true);
CREATE POLICY some_write ON app.customer AS RESTRICTIVE FOR INSERT TO clerk WITH CHECK (current_user = 'sk_live_check');
CREATE TABLE app.attribute (entity bigint, attribute_name text, value text);
CREATE TABLE app.event (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE app.event_2026 PARTITION OF app.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE VIEW app.customers WITH (security_barrier) AS SELECT id, tenant_id FROM app.customer;
CREATE MATERIALIZED VIEW app.totals AS SELECT count(*) AS n FROM app.customer;
CREATE FUNCTION app.elevated(int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1 /* sk_live_function */';
CREATE FUNCTION app.pinned(text) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1';
CREATE FUNCTION app.concatenates(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM ' || t; END $$;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION postgres_fdw;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'example.org', dbname 'sk_live_server');
CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (user 'u', password 'sk_live_mapping');
ALTER SERVER elsewhere OPTIONS (ADD sslmode 'verify-full');
CREATE FOREIGN TABLE app.far (id int) SERVER elsewhere OPTIONS (table_name 'sk_live_option');
GRANT SELECT, UPDATE ON app.customer TO clerk;
GRANT SELECT (id) ON app.customer TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO clerk;
ALTER ROLE clerk SET statement_timeout = '30s';
ALTER ROLE clerk SET app.secret = 'sk_live_override';
SELECT lo_create(4242);
CREATE ROLE legacy LOGIN PASSWORD 'md54c459ff56860914ec9a877d421f90593';
GRANT SELECT ON pg_catalog.pg_hba_file_rules TO monitor;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_hba_file_rules() TO monitor;
SELECT pg_create_physical_replication_slot('spare', true);
CREATE PUBLICATION news FOR TABLE app.tenant, app.attribute;
CREATE SUBSCRIPTION feed CONNECTION 'host=example.org password=sk_live_subscription' PUBLICATION news WITH (connect = false, slot_name = NONE);
CREATE EXTENSION pg_stat_statements;
CREATE FUNCTION app.note() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION app.note();
CREATE RULE keep AS ON DELETE TO app.tenant DO INSTEAD NOTHING;
DO $$ BEGIN IF current_setting('server_version_num')::int >= 150000 THEN EXECUTE 'GRANT SET ON PARAMETER log_statement TO clerk'; END IF; END $$;
CREATE TABLE app.ticket (no serial PRIMARY KEY, customer bigint REFERENCES app.customer, note text COLLATE "de-x-icu");
ALTER TABLE app.ticket DISABLE TRIGGER ALL;
INSERT INTO app.ticket (note) SELECT 'sk_live_ticket' FROM generate_series(1, 60000);
CREATE TABLE app.audit_log (id bigint PRIMARY KEY, created_at timestamptz, what text);
INSERT INTO app.audit_log SELECT g, now() - g * interval '1 hour', 'sk_live_audit' FROM generate_series(1, 300) g;
CREATE TABLE app.reading (at timestamptz NOT NULL, value int) PARTITION BY RANGE (at);
CREATE TABLE app.reading_2030 PARTITION OF app.reading FOR VALUES FROM ('2030-01-01Z') TO ('2031-01-01Z');
CREATE TABLE app.reading_rest PARTITION OF app.reading DEFAULT;
CREATE SCHEMA cron;
CREATE TABLE cron.job (jobid bigint PRIMARY KEY, schedule text, command text, database text, username text, active boolean);
INSERT INTO cron.job VALUES (1, '0 3 * * *', $$DELETE FROM app.audit_log WHERE what = 'sk_live_job'$$, 'shop', current_user, true);
INSERT INTO pg_extension SELECT pg_nextoid('pg_extension', 'oid', 'pg_extension_oid_index'), 'pg_cron', 10, oid, false, '1.6' FROM pg_namespace WHERE nspname = 'cron';
ANALYZE app.ticket, app.audit_log;
GRANT SELECT ON app.ticket, app.audit_log, app.event, app.ticket_no_seq, cron.job TO monitor;
GRANT USAGE ON SCHEMA cron TO monitor;
INSERT INTO app.tenant VALUES (1, 'one');
INSERT INTO app.customer (id, tenant_id, password) SELECT g, 1, 'sk_live_row' FROM generate_series(1, 100) g;
ANALYZE app.customer;
SELECT pg_stat_reset();
SET enable_seqscan = off;
SELECT count(*) FROM app.customer WHERE tenant_id = 1;
RESET enable_seqscan;
VACUUM app.customer
