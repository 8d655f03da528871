package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.ApplicationSessions;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.format.Formats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets wherever a database may hold them; none is in anything that a scan writes. */
class PlantedSecretsTest {
  private static final String PLANTS =
      """
      CREATE ROLE clerk LOGIN PASSWORD 'hush-role';
      COMMENT ON ROLE clerk IS 'hush-comment-role';
      ALTER ROLE clerk SET app.key = 'hush-role-setting';
      ALTER DATABASE shop SET app.key = 'hush-database-setting';
      CREATE TABLE note (id bigint PRIMARY KEY, tenant_id bigint, body text DEFAULT 'hush-default' CHECK (body <> 'hush-check'),
                         shout text GENERATED ALWAYS AS (body || 'hush-generated') STORED);
      COMMENT ON TABLE note IS 'hush-comment-table';
      COMMENT ON COLUMN note.body IS 'hush-comment-column';
      INSERT INTO note (id, body) VALUES (1, 'hush-row');
      CREATE INDEX note_where ON note (id) WHERE body = 'hush-predicate';
      CREATE INDEX note_expression ON note ((body || 'hush-expression'));
      CREATE STATISTICS note_statistics ON (body || 'hush-statistics'), id FROM note;
      CREATE POLICY own ON note USING (body = 'hush-policy') WITH CHECK (body <> 'hush-policy-check');
      CREATE VIEW seen AS SELECT * FROM note WHERE body <> 'hush-view';
      CREATE MATERIALIZED VIEW kept AS SELECT 'hush-materialized'::text AS a;
      CREATE RULE quiet AS ON DELETE TO note WHERE old.body = 'hush-rule' DO INSTEAD NOTHING;
      CREATE FUNCTION open(a text DEFAULT 'hush-argument') RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN EXECUTE 'SELECT ''hush-body''' || a; RETURN a; END $$;
      CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
      CREATE TRIGGER changed BEFORE INSERT ON note FOR EACH ROW WHEN (new.body = 'hush-trigger-when') EXECUTE FUNCTION change('hush-trigger-argument');
      CREATE FUNCTION notice() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'hush-event-trigger'; END $$;
      CREATE DOMAIN code AS text CHECK (VALUE <> 'hush-domain');
      CREATE TABLE parts (name text) PARTITION BY LIST (name);
      CREATE TABLE part PARTITION OF parts FOR VALUES IN ('hush-partition');
      CREATE EXTENSION postgres_fdw;
      CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'hush-server.example.org');
      CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'far', password 'hush-mapping');
      CREATE FOREIGN TABLE away (id int) SERVER far OPTIONS (table_name 'hush-foreign-table');
      CREATE PUBLICATION out FOR TABLE note WHERE (id > 1 AND body <> 'hush-publication');
      CREATE SUBSCRIPTION inn CONNECTION 'host=127.0.0.1 port=1 password=hush-subscription' PUBLICATION out WITH (connect = false);
      CREATE EXTENSION pg_stat_statements;
      SELECT 'hush-statement';
      ALTER ROLE clerk PASSWORD 'hush-role';
      ALTER ROLE clerk IN DATABASE shop SET anon.salt = 'hush-salt-override';
      CREATE TYPE mood AS ENUM ('hush-enum');
      CREATE DOMAIN named AS text DEFAULT 'hush-domain-default';
      COMMENT ON TYPE mood IS 'hush-comment-type';
      COMMENT ON SCHEMA public IS 'hush-comment-schema';
      COMMENT ON DATABASE shop IS 'hush-comment-database';
      COMMENT ON POLICY own ON note IS 'hush-comment-policy';
      COMMENT ON INDEX note_where IS 'hush-comment-index';
      COMMENT ON FUNCTION open IS 'hush-comment-function';
      COMMENT ON TRIGGER changed ON note IS 'hush-comment-trigger';
      COMMENT ON SUBSCRIPTION inn IS 'hush-comment-subscription';
      CREATE FOREIGN DATA WRAPPER odd OPTIONS (debug 'hush-wrapper');
      CREATE SERVER odder FOREIGN DATA WRAPPER odd OPTIONS (password 'hush-server-password');
      CREATE FOREIGN TABLE aside (id int OPTIONS (column_name 'hush-column-option')) SERVER far;
      CREATE FUNCTION configured() RETURNS int LANGUAGE sql SECURITY DEFINER SET app.key = 'hush-function-setting' AS $$ SELECT 1 /* hush-comment-body */ $$;
      CREATE AGGREGATE joined(text) (sfunc = textcat, stype = text, initcond = 'hush-aggregate');
      CREATE TABLE often (id bigint PRIMARY KEY, tenant_id bigint, attribute_name text, value text, created_at timestamptz,
                          EXCLUDE (value WITH =) WHERE (value = 'hush-exclusion'));
      INSERT INTO often SELECT g, 1, 'hush-common-value', 'hush-histogram-' || g, now() FROM generate_series(1, 2000) g;
      CREATE STATISTICS together (mcv) ON attribute_name, tenant_id FROM often;
      ANALYZE often;
      CREATE TABLE ranges (name text) PARTITION BY RANGE (name);
      CREATE TABLE range PARTITION OF ranges FOR VALUES FROM ('hush-lower') TO ('hush-upper');
      CREATE TABLE expressed (name text) PARTITION BY LIST ((name || 'hush-partition-key'));
      CREATE EVENT TRIGGER told ON ddl_command_end WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION notice();
      COMMENT ON EVENT TRIGGER told IS 'hush-comment-event-trigger';
      SELECT lo_from_bytea(4711, 'hush-large-object');
      BEGIN; INSERT INTO note (id) VALUES (2); PREPARE TRANSACTION 'hush-prepared'""";

  @TempDir private Path folder;

  @Test
  void noneIsInASnapshotAReportOrALog() throws Exception {
    try (PostgresServer server =
            PostgresServer.builder()
                .setting("wal_level", "logical")
                .setting("max_prepared_transactions", "5")
                .setting("shared_preload_libraries", "pg_stat_statements")
                .setting("primary_conninfo", "host=h password=hush-conninfo")
                .setting("archive_command", "send hush-archive %p")
                .setting("restore_command", "fetch hush-restore %f")
                .setting("ssl_passphrase_command", "echo hush-passphrase")
                .setting("recovery_end_command", "echo hush-recovery-end")
                .setting("archive_cleanup_command", "echo hush-cleanup")
                .setting("app.token", "hush-custom")
                .setting("anon.salt", "hush-salt")
                .hba(
                    "host all all 127.0.0.1/32 scram-sha-256",
                    "host all all 192.0.2.0/24 radius radiusservers=192.0.2.1"
                        + " radiussecrets=hush-radius")
                .start();
        ApplicationSessions sessions = new ApplicationSessions(server)) {
      server.execute("postgres", "CREATE DATABASE shop");
      server.execute("shop", PLANTS);
      Connection open = sessions.open("shop", "clerk", "hush-role", "till", "disable");
      try (Statement s = open.createStatement()) {
        s.execute("BEGIN; SELECT 'hush-session'");
      }
      sessions.open("shop", "clerk", "hush-role", "https://till:hush-application@h/x", "disable");

      List<String> command =
          new ArrayList<>(List.of("scan", "--debug", "--profile", "all", "--database"));
      command.add(server.url("shop"));
      command.addAll(List.of("--snapshot", folder.resolve("snapshot.jsonl").toString()));
      for (String format : Formats.names()) {
        command.addAll(List.of("--report", format + "=" + folder.resolve("report." + format)));
      }
      Run scan = Run.of(Map.of(), command.toArray(String[]::new));
      assertThat(scan.code()).as(scan.err()).isIn(1, 3);
      Run doctor = Run.of(Map.of(), "doctor", "--debug", "--database", server.url("shop"));

      List<String> planted = planted();
      assertThat(planted).hasSizeGreaterThan(60);
      assertThat(scan.out() + scan.err() + doctor.out() + doctor.err())
          .doesNotContain(planted)
          .doesNotContain("SCRAM-SHA-256$", server.password());
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          assertThat(planted.stream().filter(text::contains)).as(file.toString()).isEmpty();
          assertThat(text).doesNotContain("SCRAM-SHA-256$").doesNotContain(server.password());
        }
      }
    }
  }

  private static List<String> planted() {
    List<String> planted = new ArrayList<>();
    Matcher m = Pattern.compile("hush-[a-z-]+").matcher(PLANTS);
    while (m.find()) {
      planted.add(m.group());
    }
    planted.addAll(
        List.of(
            "hush-application",
            "hush-cleanup",
            "hush-conninfo",
            "hush-radius",
            "hush-recovery-end",
            "hush-archive",
            "hush-restore",
            "hush-passphrase",
            "hush-custom",
            "hush-salt",
            "hush-session"));
    return planted;
  }
}
