package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTargetTest {
  private static final String AWKWARD = "a b:c@d/e?f#g%&+=\\'é";

  private static PostgresServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = PostgresServer.start(17);
    server.execute(
        "postgres", "CREATE ROLE scan LOGIN PASSWORD '" + AWKWARD.replace("'", "''") + "'");
    server.execute("postgres", "CREATE DATABASE \"d b+%/\"");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://scan@db.example:6000/shop            | postgresql://db.example:6000/shop as scan",
        "postgres://scan:x@db.example/shop?sslmode=require | postgresql://db.example:5432/shop as scan",
        "jdbc:postgresql://db.example:6000/shop?user=scan  | postgresql://db.example:6000/shop as scan",
        "host=db.example port=6000 dbname=shop user=scan   | postgresql://db.example:6000/shop as scan",
        "host = db.example dbname = 'sh op' user='s\\'can' | postgresql://db.example:5432/sh%20op as s'can",
        "postgresql://scan@DB.Example/shop                 | postgresql://db.example:5432/shop as scan",
        "postgresql://scan@[2001:db8::1]:6000/shop         | postgresql://[2001:db8::1]:6000/shop as scan",
        "postgresql://scan@db.example                      | postgresql://db.example:5432/scan as scan",
        "postgresql:///shop?host=db.example&user=scan      | postgresql://db.example:5432/shop as scan",
        "jdbc:postgresql:shop?user=scan                    | postgresql://localhost:5432/shop as scan",
        "jdbc:postgresql:///shop?user=s&cloudSqlInstance=p:eu:db      | postgresql://db.eu.p.cloudsql:5432/shop as s",
        "jdbc:postgresql:///d?user=s&cloudSqlInstance=a.b:p:eu:db     | postgresql://db.eu.a.b.p.cloudsql:5432/d as s",
        "jdbc:postgresql:///d?user=s&alloydbInstanceName=projects/p/locations/l/clusters/c/instances/i | postgresql://i.c.l.p.alloydb:5432/d as s",
      })
  void reads_the_ways_to_write_a_connection(String text, String expected) throws Exception {
    assertThat(ConnectionTarget.parse(text, Map.of())).hasToString(expected);
  }

  @Test
  void takes_from_the_environment_what_the_text_leaves_open() throws Exception {
    Map<String, String> environment =
        Map.of("PGHOST", "db.example", "PGPORT", "6000", "PGUSER", "scan", "PGDATABASE", "shop");
    assertThat(ConnectionTarget.parse("postgresql://", environment))
        .hasToString("postgresql://db.example:6000/shop as scan");
    assertThat(ConnectionTarget.parse("postgresql://other@elsewhere/x", environment))
        .hasToString("postgresql://elsewhere:6000/x as other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush-hush",
        "mysql://scan:hush-hush@db/shop",
        "postgresql://scan:hush-hush@db:port/shop",
        "postgresql://scan:hush-hush@db:99999/shop",
        "postgresql://scan:hush-hush@db1,db2/shop",
        "postgresql://scan:hush-hush@db/shop?sslmod=require",
        "postgresql://scan:hush-hush@db/shop?sslmode=requires",
        "postgresql://scan:hush-hush@db/shop?options=-csearch_path%3Dx",
        "jdbc:postgresql://db/shop?password=hush-hush&currentSchema=x",
        "postgresql://scan:hush-hush%zz@db/shop",
        "host=/var/run/postgresql password=hush-hush",
        "host=db password='hush-hush",
        "postgresql://scan:hush?hush-hush@db/shop",
        "jdbc:postgresql:///shop?password=hush-hush&cloudSqlInstance=db",
      })
  void refuses_what_it_cannot_use_in_one_line_without_the_password(String text) {
    assertThatThrownBy(() -> ConnectionTarget.parse(text, Map.of()))
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush", "\n").isNotBlank());
  }

  @Test
  void a_password_may_have_any_character_in_every_form(@TempDir Path folder) throws Exception {
    String place = "127.0.0.1:" + server.port();
    login(server.url("postgres", "scan", AWKWARD), Map.of());
    login("postgresql://scan@" + place + "/postgres", Map.of("PGPASSWORD", AWKWARD));
    login(
        "host=127.0.0.1 user=scan dbname=postgres port=%d password='%s'"
            .formatted(server.port(), AWKWARD.replace("\\", "\\\\").replace("'", "\\'")),
        Map.of());
    Path file = folder.resolve("pgpass");
    Files.writeString(
        file,
        "# comment\nother:*:*:*:wrong\n127.0.0.1:%d:*:scan:%s\n"
            .formatted(server.port(), AWKWARD.replace("\\", "\\\\").replace(":", "\\:")));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    login("postgresql://scan@" + place + "/postgres", Map.of("PGPASSFILE", file.toString()));
  }

  @Test
  void a_database_may_have_any_character_in_its_name() throws Exception {
    Collected scan = Collected.from(server.url("d b+%/"), Bounds.DEFAULT, f -> {});
    assertThat(scan.gaps()).isEmpty();
    assertThat(scan.source().id()).endsWith("/d%20b%2B%25%2F");
    assertThat(scan.data("Database", "/d%20b%2B%25%2F").get("name")).hasToString("\"d b+%/\"");
  }

  @Test
  void a_password_file_that_others_may_read_is_not_used_and_the_failure_says_so(
      @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve(".pgpass"), "*:*:*:scan:" + "hush-hush");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    ConnectionTarget target =
        ConnectionTarget.parse(
            "postgresql://scan@127.0.0.1:" + server.port() + "/postgres",
            Map.of("HOME", folder.toString()));
    assertThat(target.warnings()).singleElement().asString().contains(".pgpass", "chmod 0600");
    assertThatThrownBy(() -> target.connect(Bounds.DEFAULT))
        .isInstanceOfSatisfying(
            SQLException.class,
            e ->
                assertThat(ConnectFailure.of(e, target).remedy())
                    .contains(".pgpass was not used")
                    .doesNotContain("hush"));
  }

  private static void login(String text, Map<String, String> environment) throws Exception {
    ConnectionTarget target = ConnectionTarget.parse(text, environment);
    try (Connection c = target.connect(Bounds.DEFAULT)) {
      assertThat(c.isValid(5)).isTrue();
    }
    assertThat(target.toString()).doesNotContain(AWKWARD).doesNotContain("a b");
  }
}
